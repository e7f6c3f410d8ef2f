package io.processmaster.pmctl.manual;

import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.OptionSpec;
import io.processmaster.pmctl.line.Program;

/** The help on the program and on each command, no line longer than 80 characters. */
public final class HelpText {
    private static final int COMMAND_COLUMN = 26;
    private static final int OPTION_COLUMN = 24;

    private HelpText() {}

    /** The help on the whole program. */
    public static String of(CommandSet set) {
        StringBuilder out = new StringBuilder(4096);
        out.append("Usage: pmctl [OPTIONS] [COMMAND [ARGUMENTS]]\n");
        out.append(Program.PURPOSE).append('\n');
        for (CommandGroup group : CommandGroup.values()) {
            out.append('\n').append(group.title()).append('\n');
            for (CommandSpec command : set.commands()) {
                if (command.group() == group) {
                    Paragraphs.append(out, "  " + brief(command), COMMAND_COLUMN, command.summary());
                }
            }
        }
        out.append("\nOptions, before or behind the command\n");
        options(out, set.globals());
        out.append("\nThe socket is the one of --sock, else of $").append(Program.SOCKET_VARIABLE);
        out.append(", else of --config, else\n").append(Program.DEFAULT_SOCKET).append(".\n");
        out.append('\n');
        StringBuilder codes = new StringBuilder("Exit status:");
        for (ExitCode code : ExitCode.values()) {
            codes.append(code == ExitCode.DONE ? " " : ", ")
                    .append(code.number())
                    .append(' ')
                    .append(code.meaning());
        }
        Paragraphs.append(out, 0, codes.append('.').toString());
        out.append("See pmctl help COMMAND, pmctl(1).\n");
        return out.toString();
    }

    // The synopsis without its options; they have their place in the help of the command.
    private static String brief(CommandSpec command) {
        String usage = command.usage();
        int options = usage.indexOf(" [-");
        return options < 0 ? usage : usage.substring(0, options);
    }

    /** The help on one command. */
    public static String of(CommandSpec command) {
        StringBuilder out = new StringBuilder(2048);
        out.append("Usage: pmctl ").append(command.usage()).append('\n');
        String summary = command.summary();
        out.append(Character.toUpperCase(summary.charAt(0)))
                .append(summary, 1, summary.length())
                .append(".\n");
        for (String paragraph : command.description()) {
            out.append('\n');
            Paragraphs.append(out, 0, paragraph);
        }
        if (!command.options().isEmpty()) {
            out.append("\nOptions\n");
            options(out, command.options());
        }
        out.append("\nExit status\n");
        for (ExitCode code : command.exits()) {
            out.append("  ")
                    .append(code.number())
                    .append("  ")
                    .append(code.meaning())
                    .append('\n');
        }
        out.append("\nSee pmctl help for the options of all commands.\n");
        return out.toString();
    }

    private static void options(StringBuilder out, Iterable<OptionSpec> options) {
        for (OptionSpec option : options) {
            String indent = option.letter() == OptionSpec.NO_LETTER ? "      " : "  ";
            Paragraphs.append(out, indent + option.forms(), OPTION_COLUMN, option.text());
        }
    }
}
