package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.OptionSpec;
import io.processmaster.pmctl.line.OptionSpec.Kind;
import java.util.List;

/** Declares the commands of an operator. */
final class AdministrationSpecs {
    static final List<CommandSpec> ALL = List.of(list(), run(), ps(), kill(), password(), service());

    private AdministrationSpecs() {}

    private static CommandSpec list() {
        return new CommandSpec(
                "admin-list",
                CommandGroup.ADMINISTRATION,
                "",
                "list the admin actions",
                List.of(),
                List.of(),
                List.of("Admin actions are commands in the daemon's configuration, in admin_actions."),
                CommandTable.daemonExits(),
                true);
    }

    private static CommandSpec run() {
        return new CommandSpec(
                "admin-run",
                CommandGroup.ADMINISTRATION,
                "ID",
                "run an admin action as root",
                List.of(ArgumentSpec.one("ID", ArgumentSpec.Kind.ACTION)),
                List.of(),
                List.of(
                        "Answers once the command was executed, and does not wait for its end: the event"
                                + " admin_action_ended tells the exit code. The action goes on when the daemon ends, so"
                                + " it may restart the daemon.",
                        "Its output is appended to logs/admin_action_stdout.log and logs/admin_action_stderr.log in the"
                                + " daemon's working directory."),
                CommandTable.daemonExits(),
                true);
    }

    private static CommandSpec ps() {
        return new CommandSpec(
                "admin-ps",
                CommandGroup.ADMINISTRATION,
                "",
                "list the processes of admin actions",
                List.of(),
                List.of(),
                List.of("All processes of all actions, those included that an earlier daemon started."),
                CommandTable.daemonExits(),
                true);
    }

    private static CommandSpec kill() {
        return new CommandSpec(
                "admin-kill",
                CommandGroup.ADMINISTRATION,
                "",
                "kill all admin actions",
                List.of(),
                List.of(),
                List.of("Answers when the kernel says that none of their processes is left."),
                CommandTable.daemonExits(),
                true);
    }

    private static CommandSpec password() {
        return new CommandSpec(
                "password",
                CommandGroup.ADMINISTRATION,
                "generate|verify --user U [--cost N] [--secure ENTRY]",
                "make or check an entry for a password",
                List.of(ArgumentSpec.choice("generate|verify", "generate", "verify")),
                List.of(
                        OptionSpec.with(OptionSpec.NO_LETTER, "user", Kind.TEXT, "U", "whose password it is"),
                        OptionSpec.with(
                                OptionSpec.NO_LETTER,
                                "cost",
                                Kind.COUNT,
                                "N",
                                "generate: 10 to 16, default 12; one more takes twice the time"),
                        OptionSpec.with(
                                OptionSpec.NO_LETTER,
                                "secure",
                                Kind.TEXT,
                                "ENTRY",
                                "verify: the entry, in single quotes because of its $")),
                List.of(
                        "generate prints U:HASH, an entry as htpasswd makes it, with bcrypt. verify prints OK when the"
                                + " password belongs to the user and the entry, which may begin with $2a$, $2b$ or"
                                + " $2y$ behind the user.",
                        "The password is asked for on the terminal, without showing it; otherwise it is the first line"
                                + " of standard input. It is never part of the command line, where every user could"
                                + " see it.",
                        "Needs no daemon."),
                List.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE),
                false);
    }

    private static CommandSpec service() {
        return new CommandSpec(
                "service",
                CommandGroup.ADMINISTRATION,
                "install|uninstall|status [--no-start]",
                "make the daemon a service of systemd",
                List.of(ArgumentSpec.choice("install|uninstall|status", "install", "uninstall", "status")),
                List.of(OptionSpec.flag(OptionSpec.NO_LETTER, "no-start", "install: do not start it now")),
                List.of(
                        "install writes /etc/systemd/system/processmaster.service for the place that this program lies in,"
                                + " and /etc/processmaster/config.yaml unless it is there; makes the class archive;"
                                + " enables and starts the unit. It may be repeated, as after moving or replacing the"
                                + " program.",
                        "uninstall stops the daemon, which does to the apps what global.on_shutdown says, and removes the"
                                + " unit; configuration, state and program are left. status ends with 0 when the unit"
                                + " runs, and with 1 otherwise.",
                        "For a program that was unpacked by hand: a package installs its unit by itself, and then install"
                                + " and uninstall are refused. Needs root and systemd, but no daemon."),
                List.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE),
                false);
    }
}
