package io.processmaster.daemon.boot;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.adapter.posix.OwnProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The program {@code processmaster}. */
public final class Main {
    private static final int EXIT_OK = 0;
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Main() {}

    /** Parses, acts, exits. */
    public static void main(String[] args) {
        try {
            System.exit(run(args, System.out, System.err));
        } catch (RuntimeException | Error bug) {
            // Other threads would keep the process alive, and systemd waiting for its end.
            Daemon.fault(bug);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            DaemonOptions options = DaemonOptions.parse(args);
            return switch (options.action()) {
                case HELP -> tell(out, DaemonOptions.HELP_TEXT);
                case VERSION -> tell(out, "processmaster " + BuildInfo.current().words() + "\n");
                case CHECK -> check(options.configFile(), out, err);
                case RUN -> supervise(options.configFile(), err);
            };
        } catch (DaemonOptions.UsageException e) {
            err.println("processmaster: " + e.getMessage() + " (see processmaster --help)");
            return EXIT_USAGE;
        }
    }

    private static int tell(PrintStream out, String text) {
        out.print(text);
        return EXIT_OK;
    }

    private static int check(Path file, PrintStream out, PrintStream err) {
        List<String> problems = Configuration.check(file);
        problems.forEach(err::println);
        if (!problems.isEmpty()) {
            return EXIT_FAILED;
        }
        out.println(file + ": OK");
        return EXIT_OK;
    }

    private static int supervise(Path file, PrintStream err) {
        NativeLibrary.takeFromTheTree();
        OwnProcess process = new OwnProcess();
        if (!process.isRoot()) {
            err.println("processmaster: must run as root (it makes cgroups and starts apps as other users)");
            return EXIT_FAILED;
        }
        process.keepFilesPrivate();
        try {
            MasterSpec spec = Configuration.read(file);
            try (Wiring wiring = new Wiring(spec, System.getenv())) {
                new Daemon(spec, wiring).run();
            }
            return EXIT_OK;
        } catch (StartFailure e) {
            err.println("processmaster: cannot start: " + e.getMessage());
            return EXIT_FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_FAILED;
        }
    }
}
