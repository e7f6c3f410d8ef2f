package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.OptionSpec;
import io.processmaster.pmctl.line.OptionSpec.Kind;
import java.util.List;

/** Declares the commands on the life of apps. */
final class ApplicationSpecs {
    private static final ArgumentSpec SOME_APPS = ArgumentSpec.several("APP", ArgumentSpec.Kind.APPS, 1);
    private static final OptionSpec TIMEOUT = OptionSpec.with(
            OptionSpec.NO_LETTER, "timeout", Kind.SPAN, "D", "give up waiting after this time, such as 30s");

    static final List<CommandSpec> ALL = List.of(status(), start(), stop(), restart(), pause(), resume(), signal());

    private ApplicationSpecs() {}

    private static CommandSpec status() {
        return spec(
                "status",
                "[APP...|all]",
                "show apps, one line each",
                ArgumentSpec.several("APP", ArgumentSpec.Kind.APPS, 0),
                List.of(),
                "Shows a table with one line per app. This is also what pmctl does when no command is given.",
                "On a terminal, columns are left out until a line fits. With exactly one APP, more is shown below the"
                        + " table: the reason for its phase, its processes, and where its files are.",
                "\"actual\" is the kernel's word on whether anything runs. \"phase\" is what the daemon is doing"
                        + " about it. An app that is down does not make the command fail.");
    }

    private static CommandSpec start() {
        return spec(
                "start",
                "APP...|all [--force] [--wait] [--timeout D]",
                "start apps",
                SOME_APPS,
                List.of(
                        OptionSpec.flag(OptionSpec.NO_LETTER, "force", "start also what is disabled"),
                        OptionSpec.flag(OptionSpec.NO_LETTER, "wait", "wait until services are up and jobs are over"),
                        TIMEOUT),
                "Starts the apps and says for each what happened. One that runs already is left as it is. Starting"
                        + " a job runs it now. \"all\" means every service and leaves jobs alone.",
                "With --wait, the start of a job is answered when its run is over, and fails unless that ended with"
                        + " exit code 0. A job may take longer than the 30 seconds that are waited for unless"
                        + " --timeout says otherwise; it goes on then, and pmctl fails.");
    }

    private static CommandSpec stop() {
        return spec(
                "stop",
                "APP...|all [--wait] [--timeout D]",
                "stop apps and prove that nothing is left",
                SOME_APPS,
                List.of(
                        OptionSpec.flag(
                                OptionSpec.NO_LETTER,
                                "wait",
                                "accepted for symmetry: a stop always waits for its proof"),
                        TIMEOUT),
                "Stops the apps and says for each how it ended. The command returns when the kernel reports that no"
                        + " process is left. \"all\" means every service and leaves jobs alone.",
                "With --timeout, pmctl stops waiting after that time and fails. The stop itself goes on.");
    }

    private static CommandSpec restart() {
        return spec(
                "restart",
                "APP...|all [--force] [--wait] [--timeout D]",
                "end one run and start the next",
                SOME_APPS,
                List.of(
                        OptionSpec.flag(OptionSpec.NO_LETTER, "force", "restart also what is disabled"),
                        OptionSpec.flag(OptionSpec.NO_LETTER, "wait", "wait until services are up and jobs are over"),
                        TIMEOUT),
                "Ends exactly one run of each app and starts exactly one. An app that is down is started. \"all\""
                        + " means every service and leaves jobs alone.");
    }

    private static CommandSpec pause() {
        return spec(
                "pause",
                "APP...|all",
                "freeze every process of apps",
                SOME_APPS,
                List.of(),
                "The processes stay where they are and get no processor time until \"pmctl resume\".");
    }

    private static CommandSpec resume() {
        return spec(
                "resume",
                "APP...|all",
                "let paused apps go on",
                SOME_APPS,
                List.of(),
                "Ends what \"pmctl pause\" began. An app that is not paused is left as it is.");
    }

    private static CommandSpec signal() {
        return new CommandSpec(
                "signal",
                CommandGroup.APPLICATIONS,
                "APP SIGNAL",
                "send a signal to every process of an app",
                List.of(
                        ArgumentSpec.one("APP", ArgumentSpec.Kind.APP),
                        ArgumentSpec.one("SIGNAL", ArgumentSpec.Kind.SIGNAL)),
                List.of(),
                List.of("SIGNAL is a name, with or without SIG, or a number: HUP, SIGUSR1, 15."),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec spec(
            String name,
            String synopsis,
            String summary,
            ArgumentSpec argument,
            List<OptionSpec> options,
            String... description) {
        return new CommandSpec(
                name,
                CommandGroup.APPLICATIONS,
                synopsis,
                summary,
                List.of(argument),
                options,
                List.of(description),
                CommandTable.appExits(),
                true);
    }
}
