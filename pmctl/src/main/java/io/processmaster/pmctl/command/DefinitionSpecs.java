package io.processmaster.pmctl.command;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.OptionSpec;
import java.util.List;

/** Declares the commands on definition files. */
final class DefinitionSpecs {
    static final List<CommandSpec> ALL = List.of(update(), enable(), disable(), validate());

    private DefinitionSpecs() {}

    private static CommandSpec update() {
        return new CommandSpec(
                "update",
                CommandGroup.DEFINITIONS,
                "[--dry-run] [--strict]",
                "load the definitions again and apply them",
                List.of(),
                List.of(
                        OptionSpec.flag(OptionSpec.NO_LETTER, "dry-run", "print the plan and change nothing"),
                        OptionSpec.flag(
                                OptionSpec.NO_LETTER, "strict", "apply nothing when anything is wrong in any file")),
                List.of(
                        "Prints what is done for each app: start, stop, restart, apply live, or unchanged, with the keys"
                                + " that changed. Apps that did not change are not touched.",
                        "A file with a mistake keeps its last good definition and is reported on standard error; the"
                                + " others are applied. With --strict any mistake means that nothing is applied, and the"
                                + " command fails. A name defined twice always has this effect."),
                CommandTable.daemonExits(),
                true);
    }

    private static CommandSpec enable() {
        return new CommandSpec(
                "enable",
                CommandGroup.DEFINITIONS,
                "APP",
                "let the daemon start an app, and start it",
                List.of(ArgumentSpec.one("APP", ArgumentSpec.Kind.APP)),
                List.of(),
                List.of("Sets global.enabled in the app's definition file. Comments and layout of the file stay."),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec disable() {
        return new CommandSpec(
                "disable",
                CommandGroup.DEFINITIONS,
                "APP",
                "stop an app and keep it down",
                List.of(ArgumentSpec.one("APP", ArgumentSpec.Kind.APP)),
                List.of(),
                List.of("Clears global.enabled in the app's definition file. Comments and layout of the file stay."
                        + " \"pmctl start --force\" can still start it."),
                CommandTable.appExits(),
                true);
    }

    private static CommandSpec validate() {
        return new CommandSpec(
                "validate",
                CommandGroup.DEFINITIONS,
                "FILE...",
                "check master config and definition files",
                List.of(ArgumentSpec.several("FILE", ArgumentSpec.Kind.FILE, 1)),
                List.of(),
                List.of("Needs no daemon. Each file is recognised as a master config or an app's definition by its"
                        + " content. Prints \"FILE: OK\", or one line per mistake with line and column."),
                List.of(ExitCode.DONE, ExitCode.FAILED, ExitCode.USAGE),
                true);
    }
}
