package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import java.util.List;

/** Declares the commands on the program itself. */
final class ProgramSpecs {
    static final List<CommandSpec> ALL = List.of(version(), serverVersion(), completion(), help());

    private ProgramSpecs() {}

    private static CommandSpec version() {
        return new CommandSpec(
                "version",
                CommandGroup.PROGRAM,
                "",
                "show version and build of pmctl",
                List.of(),
                List.of(),
                List.of("Needs no daemon."),
                List.of(ExitCode.DONE, ExitCode.USAGE),
                true);
    }

    private static CommandSpec serverVersion() {
        return new CommandSpec(
                "server-version",
                CommandGroup.PROGRAM,
                "",
                "show version and build of the daemon",
                List.of(),
                List.of(),
                List.of("Asks the daemon, and shows its process id and since when it runs as well."),
                CommandTable.daemonExits(),
                true);
    }

    private static CommandSpec completion() {
        return new CommandSpec(
                "completion",
                CommandGroup.PROGRAM,
                "SHELL",
                "print a shell's completion script",
                List.of(ArgumentSpec.choice("SHELL", "bash", "zsh", "fish", "apps", "actions")),
                List.of(),
                List.of(
                        "SHELL is bash, zsh or fish. Bash: put  source <(pmctl completion bash)  into ~/.bashrc. Zsh: write the script to a file"
                                + " _pmctl in a directory of $fpath. Fish: write it to"
                                + " ~/.config/fish/completions/pmctl.fish.",
                        "With \"apps\" instead, it prints the names of all apps, with \"actions\" the ids of all admin actions, one"
                                + " per line, and nothing when the daemon cannot be reached; the scripts use it."),
                List.of(ExitCode.DONE, ExitCode.USAGE),
                false);
    }

    private static CommandSpec help() {
        return new CommandSpec(
                "help",
                CommandGroup.PROGRAM,
                "[COMMAND]",
                "show help on pmctl or on a command",
                List.of(ArgumentSpec.optional("COMMAND", ArgumentSpec.Kind.COMMAND)),
                List.of(),
                List.of("The same as pmctl --help and pmctl COMMAND --help."),
                List.of(ExitCode.DONE, ExitCode.USAGE),
                false);
    }
}
