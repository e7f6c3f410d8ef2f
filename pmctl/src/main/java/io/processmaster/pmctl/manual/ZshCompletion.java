package io.processmaster.pmctl.manual;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.OptionSpec;

/** The completion script for zsh. */
public final class ZshCompletion {
    private static final String HEAD =
            """
            #compdef pmctl
            # Completion of pmctl for zsh, made from the declarations of its commands.
            # Use it with:  pmctl completion zsh > _pmctl  in a directory of $fpath.

            _pmctl_names() {
                local -a names connection
                local option
                for option in -s --sock -c --config; do
                    [[ -n ${opt_args[$option]} ]] && connection+=($option ${(Q)opt_args[$option]})
                done
                names=(${(f)"$(pmctl $connection completion $1 2>/dev/null)"})
                compadd -a names
            }

            _pmctl_apps() {
                _pmctl_names apps
            }

            _pmctl_actions() {
                _pmctl_names actions
            }

            _pmctl_apps_or_all() {
                compadd all
                _pmctl_apps
            }

            _pmctl() {
                local context state state_descr line
                local -A opt_args
            """;
    private static final String TAIL = """
            }

            _pmctl "$@"
            """;

    private ZshCompletion() {}

    /** The script. */
    public static String of(CommandSet set) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("    local -a commands=(\n");
        for (CommandSpec command : set.commands()) {
            out.append("        ")
                    .append(quoted(command.name() + ":" + command.summary()))
                    .append('\n');
        }
        out.append("    )\n    local -a globals=(\n");
        for (OptionSpec option : set.globals()) {
            option(out, option, "        ");
        }
        out.append("    )\n    _arguments -C -s $globals '1:command:->command' '*::argument:->argument'\n");
        out.append(
                "    if [[ $state == command ]]; then\n        _describe command commands\n        return\n    fi\n");
        out.append("    case $line[1] in\n");
        for (CommandSpec command : set.commands()) {
            out.append("        ").append(command.name()).append(")\n            _arguments -s $globals");
            for (OptionSpec option : command.options()) {
                out.append(" \\\n");
                option(out, option, "                ");
                out.setLength(out.length() - 1);
            }
            for (ArgumentSpec argument : command.arguments()) {
                out.append(" \\\n                ").append(argument(argument));
            }
            out.append(" ;;\n");
        }
        return out.append("    esac\n").append(TAIL).toString();
    }

    private static void option(StringBuilder out, OptionSpec option, String indent) {
        String value =
                switch (option.kind()) {
                    case FLAG -> "";
                    case FILE -> ":file:_files";
                    case CHOICE -> ":" + option.placeholder() + ":(" + String.join(" ", option.choices()) + ")";
                    case TEXT, COUNT, SPAN -> ":" + option.placeholder() + ":";
                };
        String rest = "[" + option.text() + "]" + value;
        out.append(indent);
        if (option.letter() != OptionSpec.NO_LETTER) {
            out.append(quoted("-" + option.letter() + rest)).append(' ');
        }
        out.append(quoted("--" + option.name() + rest)).append('\n');
    }

    private static String argument(ArgumentSpec argument) {
        String place = argument.most() == ArgumentSpec.MANY ? "*:" : argument.least() == 0 ? "::" : ":";
        String action =
                switch (argument.kind()) {
                    case APP -> "_pmctl_apps";
                    case APPS -> "_pmctl_apps_or_all";
                    case ACTION -> "_pmctl_actions";
                    case FILE -> "_files";
                    case COMMAND -> "{_describe command commands}";
                    case CHOICE -> "(" + String.join(" ", argument.choices()) + ")";
                    case LOG_FILE, SIGNAL -> "";
                };
        return quoted(place + argument.placeholder() + ":" + action);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
