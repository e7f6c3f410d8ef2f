package io.processmaster.daemon.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the daemon was called with.
 *
 * @param action what it is to do
 * @param config the configuration file that was named; empty for the usual places
 */
record DaemonOptions(Action action, Optional<Path> config) {
    /** What the program can do. */
    enum Action {
        RUN,
        CHECK,
        VERSION,
        HELP
    }

    /** Where the configuration is looked for, in this order. */
    static final List<Path> USUAL_PLACES = List.of(Path.of("config.yaml"), Path.of("/etc/processmaster/config.yaml"));

    static final String HELP_TEXT =
            """
            Usage: processmaster [-c FILE] [--check]
            Supervise services on this host, each in a cgroup of its own.

              -c, --config FILE  configuration (default: ./config.yaml, then
                                 /etc/processmaster/config.yaml)
                  --check        validate the configuration and all definitions,
                                 then exit; needs neither root nor a daemon
                  --version      tell the version
              -h, --help         tell this

            Signals: SIGTERM and SIGINT end it as global.on_shutdown says,
            SIGUSR1 ends it and leaves the apps running whatever that says,
            SIGHUP reloads the definitions.
            Exit status: 0 ended in good order, 1 could not start or the check found
            something, 2 wrong usage, 70 a fault of the daemon itself.
            See processmaster(8).
            """;

    /** Wrong usage; the message says what. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static DaemonOptions parse(String[] args) throws UsageException {
        Action action = Action.RUN;
        Optional<Path> config = Optional.empty();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("-c") || arg.equals("--config")) {
                if (++i == args.length) {
                    throw new UsageException(arg + " needs a file");
                }
                config = Optional.of(Path.of(args[i]));
            } else if (arg.startsWith("--config=")) {
                config = Optional.of(Path.of(arg.substring("--config=".length())));
            } else {
                action = action(arg);
            }
        }
        return new DaemonOptions(action, config);
    }

    private static Action action(String arg) throws UsageException {
        return switch (arg) {
            case "--check" -> Action.CHECK;
            case "--version", "-V" -> Action.VERSION;
            case "--help", "-h" -> Action.HELP;
            default -> throw new UsageException("unknown argument " + arg);
        };
    }

    /** The file to read; when none was named and none is in the usual places, the first of these. */
    Path configFile() {
        return config.orElseGet(
                () -> USUAL_PLACES.stream().filter(Files::exists).findFirst().orElse(USUAL_PLACES.get(0)));
    }
}
