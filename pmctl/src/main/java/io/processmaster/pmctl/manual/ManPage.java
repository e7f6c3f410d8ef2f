package io.processmaster.pmctl.manual;

import io.processmaster.pmctl.line.CommandGroup;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.OptionSpec;
import io.processmaster.pmctl.line.Program;

/** The manual page pmctl(1) in the macros of man(7), one section per command. */
public final class ManPage {
    private ManPage() {}

    /**
     * The source of the page.
     *
     * @param set what it describes
     * @param version of the program
     * @param date of the page, {@code YYYY-MM-DD}
     */
    public static String of(CommandSet set, String version, String date) {
        StringBuilder out = new StringBuilder(16_384);
        out.append(".\\\" Made from the declarations of the commands by the build; do not edit.\n");
        out.append(".TH PMCTL 1 \"").append(date).append("\" \"ProcessMaster ").append(version);
        out.append("\" \"ProcessMaster\"\n");
        out.append(".SH NAME\npmctl \\- control the apps that processmaster supervises\n");
        out.append(".SH SYNOPSIS\n.B pmctl\n[OPTIONS] [COMMAND [ARGUMENTS]]\n");
        out.append(".SH DESCRIPTION\n");
        text(
                out,
                "pmctl asks the processmaster daemon over its Unix socket. Results go to standard output, complaints"
                        + " to standard error. Without a command it shows the status of all apps.");
        out.append(".SH OPTIONS\nThey may stand before or behind the command.\n");
        options(out, set);
        for (CommandGroup group : CommandGroup.values()) {
            for (CommandSpec command : set.commands()) {
                if (command.group() == group) {
                    command(out, command);
                }
            }
        }
        exits(out);
        surroundings(out);
        out.append(".SH SEE ALSO\n.BR processmaster (8),\n.BR processmaster.yaml (5),\n");
        out.append(".BR processmaster\\-service (5)\n");
        return out.toString();
    }

    private static void options(StringBuilder out, CommandSet set) {
        for (OptionSpec option : set.globals()) {
            option(out, option);
        }
    }

    private static void command(StringBuilder out, CommandSpec command) {
        out.append(".SH \"COMMAND: ")
                .append(escaped(command.name().toUpperCase(java.util.Locale.ROOT)))
                .append("\"\n");
        out.append(".B pmctl ").append(escaped(command.name())).append('\n');
        if (!command.synopsis().isEmpty()) {
            line(out, command.synopsis());
        }
        out.append(".PP\n");
        String summary = command.summary();
        line(out, Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".");
        for (String paragraph : command.description()) {
            out.append(".PP\n");
            text(out, paragraph);
        }
        for (OptionSpec option : command.options()) {
            option(out, option);
        }
    }

    private static void option(StringBuilder out, OptionSpec option) {
        out.append(".TP\n.B ").append(escaped(option.forms())).append('\n');
        String text = option.text();
        line(out, Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".");
    }

    private static void exits(StringBuilder out) {
        out.append(".SH EXIT STATUS\n");
        for (ExitCode code : ExitCode.values()) {
            out.append(".TP\n.B ").append(code.number()).append('\n');
            String meaning = code.meaning();
            line(out, Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + ".");
        }
    }

    private static void surroundings(StringBuilder out) {
        out.append(".SH ENVIRONMENT\n.TP\n.B ")
                .append(escaped(Program.SOCKET_VARIABLE))
                .append('\n');
        line(out, "Path of the daemon's socket, unless --sock is given.");
        out.append(".TP\n.B NO_COLOR\n");
        line(out, "When it is set and not empty: no colours.");
        out.append(".TP\n.B COLUMNS\n");
        line(out, "Width of the terminal, instead of asking the terminal.");
        out.append(".SH FILES\n.TP\n.I ")
                .append(escaped(Program.DEFAULT_SOCKET))
                .append('\n');
        line(out, "The daemon's socket, unless $PMCTL_SOCK, --sock or --config say otherwise.");
    }

    // One sentence per line, as manual sources are written.
    private static void text(StringBuilder out, String paragraph) {
        int start = 0;
        int end = paragraph.indexOf(". ");
        while (end >= 0) {
            line(out, paragraph.substring(start, end + 1));
            start = end + 2;
            end = paragraph.indexOf(". ", start);
        }
        line(out, paragraph.substring(start));
    }

    private static void line(StringBuilder out, String text) {
        String escaped = escaped(text);
        if (escaped.startsWith(".") || escaped.startsWith("'")) {
            out.append("\\&");
        }
        out.append(escaped).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
