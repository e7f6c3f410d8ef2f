package io.processmaster.pmctl.manual;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.OptionSpec;
import java.util.List;

/** The completion script for fish. */
public final class FishCompletion {
    private FishCompletion() {}

    /** The script. */
    public static String of(CommandSet set) {
        StringBuilder out = new StringBuilder(8192);
        out.append("# Completion of pmctl for fish, made from the declarations of its commands.\n");
        out.append("# Use it with:  pmctl completion fish > ~/.config/fish/completions/pmctl.fish\n\n");
        out.append("complete -c pmctl -f\n");
        options(out, "", set.globals());
        for (CommandSpec command : set.commands()) {
            out.append("complete -c pmctl -n __fish_use_subcommand -a ").append(command.name());
            out.append(" -d ").append(quoted(command.summary())).append('\n');
        }
        for (CommandSpec command : set.commands()) {
            String condition = " -n '__fish_seen_subcommand_from " + command.name() + "'";
            arguments(out, set, command, condition);
            options(out, condition, command.options());
        }
        return out.toString();
    }

    private static void arguments(StringBuilder out, CommandSet set, CommandSpec command, String condition) {
        if (command.arguments().isEmpty()) {
            return;
        }
        ArgumentSpec argument = command.arguments().get(0);
        switch (argument.kind()) {
            case APP -> offer(out, condition, "'(pmctl completion apps 2>/dev/null)'");
            case APPS -> offer(out, condition, "'all (pmctl completion apps 2>/dev/null)'");
            case ACTION -> offer(out, condition, "'(pmctl completion actions 2>/dev/null)'");
            case FILE -> out.append("complete -c pmctl").append(condition).append(" -F\n");
            case COMMAND -> {
                StringBuilder names = new StringBuilder();
                for (CommandSpec each : set.commands()) {
                    names.append(names.length() == 0 ? "" : " ").append(each.name());
                }
                offer(out, condition, quoted(names.toString()));
            }
            case CHOICE -> offer(out, condition, quoted(String.join(" ", argument.choices())));
            case LOG_FILE, SIGNAL -> {}
        }
    }

    private static void offer(StringBuilder out, String condition, String words) {
        out.append("complete -c pmctl")
                .append(condition)
                .append(" -a ")
                .append(words)
                .append('\n');
    }

    private static void options(StringBuilder out, String condition, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            out.append("complete -c pmctl").append(condition);
            if (option.letter() != OptionSpec.NO_LETTER) {
                out.append(" -s ").append(option.letter());
            }
            out.append(" -l ").append(option.name());
            switch (option.kind()) {
                case FLAG -> {}
                case FILE -> out.append(" -r -F");
                case CHOICE -> out.append(" -x -a ").append(quoted(String.join(" ", option.choices())));
                case TEXT, COUNT, SPAN -> out.append(" -x");
            }
            out.append(" -d ").append(quoted(option.text())).append('\n');
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
