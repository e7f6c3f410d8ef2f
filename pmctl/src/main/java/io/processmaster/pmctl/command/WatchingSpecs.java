package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.OptionSpec;
import io.processmaster.pmctl.line.OptionSpec.Kind;
import java.util.List;

/** Declares the commands that show what apps do. */
final class WatchingSpecs {
    static final List<CommandSpec> ALL = List.of(logs(), events(), history(), why(), perf(), top());

    private WatchingSpecs() {}

    private static CommandSpec logs() {
        return new CommandSpec(
                "logs",
                CommandGroup.WATCHING,
                "[APP] [-n N] [-f] [FILE] [--grep RE] [--since T]",
                "show or follow log files",
                List.of(
                        ArgumentSpec.optional("APP", ArgumentSpec.Kind.APP),
                        ArgumentSpec.optional("FILE", ArgumentSpec.Kind.LOG_FILE)),
                List.of(
                        OptionSpec.with(
                                'n', "lines", Kind.COUNT, "N", "show the last N lines of each file (default 50)"),
                        OptionSpec.flag('f', "follow", "go on with what is written from now on"),
                        OptionSpec.with(OptionSpec.NO_LETTER, "grep", Kind.TEXT, "RE", "only lines that match"),
                        OptionSpec.with(OptionSpec.NO_LETTER, "since", Kind.TEXT, "T", "only lines from this time on")),
                List.of(
                        "Without APP, the files of all apps are shown. With -f, each line has the app and the file in"
                                + " front, unless one file only is followed. Rotation and new files are followed too."
                                + " Ctrl-C ends it.",
                        "FILE is the name of a log file, such as stdout.log. A single argument is an app; behind -f it"
                                + " is a file of any app, if there is no app of that name.",
                        "When a file has fewer lines than are wanted, those of its rotated files come before them.",
                        "T is a length of time before now, such as 10m, or a date with or without a time, such as"
                                + " \"2026-01-31 14:00\". It is compared with the time at the beginning of a line; a line"
                                + " without one belongs to the line before. RE is a Java regular expression. The"
                                + " newest 128 MiB of each log are searched, rotated files included, and the last N lines"
                                + " that pass are shown."),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec events() {
        return new CommandSpec(
                "events",
                CommandGroup.WATCHING,
                "[APP] [-n N] [-f]",
                "show or follow what happened, and why",
                List.of(ArgumentSpec.optional("APP", ArgumentSpec.Kind.APP)),
                List.of(
                        OptionSpec.with('n', "number", Kind.COUNT, "N", "show the last N events (default 200)"),
                        OptionSpec.flag('f', "follow", "go on with what happens from now on")),
                List.of("One line per event: time, app, component, name and message. Ctrl-C ends -f."),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec history() {
        return new CommandSpec(
                "history",
                CommandGroup.WATCHING,
                "APP [-n N]",
                "show the runs of an app, newest first",
                List.of(ArgumentSpec.one("APP", ArgumentSpec.Kind.APP)),
                List.of(OptionSpec.with('n', "number", Kind.COUNT, "N", "show the last N runs (default 20)")),
                List.of("One line per run: number, start, duration, exit code or signal, outcome and trigger."),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec why() {
        return one(
                "why",
                "APP",
                "tell why an app is as it is",
                "In plain words: its state and since when, what led to"
                        + " it, what will happen next, and the last lines of its standard error.");
    }

    private static CommandSpec perf() {
        return one(
                "perf",
                "APP",
                "show the kernel's figures of an app",
                "Processor time, memory, I/O, processes and"
                        + " pressure of the app's cgroup, as the kernel counts them for the present run.");
    }

    private static CommandSpec one(String name, String synopsis, String summary, String description) {
        return new CommandSpec(
                name,
                CommandGroup.WATCHING,
                synopsis,
                summary,
                List.of(ArgumentSpec.one("APP", ArgumentSpec.Kind.APP)),
                List.of(),
                List.of(description),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec top() {
        return new CommandSpec(
                "top",
                CommandGroup.WATCHING,
                "",
                "watch all apps, busiest first",
                List.of(),
                List.of(),
                List.of("A table that is drawn anew each second. q or Ctrl-C ends it. When standard output is not a"
                        + " terminal, the table is printed once."),
                CommandTable.daemonExits(),
                true);
    }
}
