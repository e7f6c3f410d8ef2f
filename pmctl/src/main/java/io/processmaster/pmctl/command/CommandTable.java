package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.OptionSpec;
import io.processmaster.pmctl.line.OptionSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/** Every command of pmctl with its declaration; the only place where a command is made known. */
public final class CommandTable {
    /** All commands in the order of the help. */
    public static final CommandSet COMMANDS = new CommandSet(all(), globals(), "status");

    private CommandTable() {}

    private static List<CommandSpec> all() {
        List<CommandSpec> commands = new ArrayList<>();
        commands.addAll(ApplicationSpecs.ALL);
        commands.addAll(DefinitionSpecs.ALL);
        commands.addAll(WatchingSpecs.ALL);
        commands.addAll(AdministrationSpecs.ALL);
        commands.addAll(ProgramSpecs.ALL);
        return commands;
    }

    private static List<OptionSpec> globals() {
        return List.of(
                OptionSpec.with('s', "sock", Kind.FILE, "PATH", "socket of the daemon"),
                OptionSpec.with('c', "config", Kind.FILE, "FILE", "take the socket path from this master config"),
                OptionSpec.choice("format", "FORMAT", "text (default) or json", "text", "json"),
                OptionSpec.flag(OptionSpec.NO_LETTER, "no-color", "no colours, as with NO_COLOR in the environment"),
                OptionSpec.flag('h', "help", "help on pmctl or on the command"),
                OptionSpec.flag('V', "version", "version and build of pmctl"));
    }

    static List<ExitCode> daemonExits() {
        return List.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.UNREACHABLE, ExitCode.NOT_CO_BUILT);
    }

    static List<ExitCode> appExits() {
        return List.of(
                ExitCode.DONE,
                ExitCode.FAILED,
                ExitCode.USAGE,
                ExitCode.UNREACHABLE,
                ExitCode.UNKNOWN_APP,
                ExitCode.NOT_CO_BUILT);
    }

    /** The class that carries out the command of that name. */
    public static Command carriedOutBy(String name, WiderForm wider) {
        return switch (name) {
            case "status" -> new StatusCommand();
            case "start" -> new StartCommand();
            case "stop" -> new StopCommand();
            case "restart" -> new RestartCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "signal" -> new SignalCommand();
            case "update" -> new UpdateCommand();
            case "enable" -> new EnableCommand();
            case "disable" -> new DisableCommand();
            case "logs" -> new LogsCommand();
            case "events" -> new EventsCommand();
            case "history" -> new HistoryCommand();
            case "why" -> new WhyCommand();
            case "perf" -> new PerfCommand();
            case "top" -> new TopCommand();
            case "admin-list" -> new AdminListCommand();
            case "admin-run" -> new AdminRunCommand();
            case "admin-ps" -> new AdminPsCommand();
            case "admin-kill" -> new AdminKillCommand();
            case "version" -> new VersionCommand();
            case "server-version" -> new ServerVersionCommand();
            case "completion" -> new CompletionCommand();
            case "help" -> new HelpCommand();
            default -> wider.command(name);
        };
    }
}
