package io.processmaster.pmctl.manual;

import io.processmaster.pmctl.line.ArgumentSpec;
import io.processmaster.pmctl.line.CommandSet;
import io.processmaster.pmctl.line.CommandSpec;
import io.processmaster.pmctl.line.OptionSpec;
import java.util.List;

/** The completion script for bash; needs nothing but bash itself. */
public final class BashCompletion {
    private static final String HEAD =
            """
            # Completion of pmctl for bash, made from the declarations of its commands.
            # Use it with:  source <(pmctl completion bash)

            _pmctl_apps() {
                "${COMP_WORDS[0]}" "${connection[@]}" completion apps 2>/dev/null
            }

            _pmctl_actions() {
                "${COMP_WORDS[0]}" "${connection[@]}" completion actions 2>/dev/null
            }

            _pmctl() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
                local command= words= files= index=1 connection=()
                COMPREPLY=()
                while ((index < COMP_CWORD)); do
                    case ${COMP_WORDS[index]} in
                        -s|--sock|-c|--config)
                            connection+=("${COMP_WORDS[index]}" "${COMP_WORDS[index+1]}")
                            ((index++)) ;;
                        --format) ((index++)) ;;
                        -*) ;;
                        *) [[ -n $command ]] || command=${COMP_WORDS[index]} ;;
                    esac
                    ((index++))
                done
            """;
    private static final String TAIL =
            """
                if [[ -n $files ]]; then
                    COMPREPLY=($(compgen -f -- "$current"))
                    compopt -o filenames 2>/dev/null
                else
                    COMPREPLY=($(compgen -W "$words" -- "$current"))
                fi
            }

            complete -F _pmctl pmctl
            """;

    private BashCompletion() {}

    /** The script. */
    public static String of(CommandSet set) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("    case $command:$previous in\n");
        values(out, "*:", set.globals());
        for (CommandSpec command : set.commands()) {
            values(out, command.name() + ":", command.options());
        }
        out.append("        *)\n");
        out.append("            case $command:$current in\n");
        choice(out, ":-*", words(set.globals()));
        choice(out, ":*", names(set));
        for (CommandSpec command : set.commands()) {
            choice(out, command.name() + ":-*", words(command.options()) + " " + words(set.globals()));
            arguments(out, set, command);
        }
        out.append("            esac ;;\n    esac\n");
        return out.append(TAIL).toString();
    }

    // What may follow an option that takes a value.
    private static void values(StringBuilder out, String command, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            if (!option.takesValue()) {
                continue;
            }
            out.append("        ");
            if (option.letter() != OptionSpec.NO_LETTER) {
                out.append(command).append('-').append(option.letter()).append('|');
            }
            out.append(command).append("--").append(option.name()).append(") ");
            switch (option.kind()) {
                case FILE -> out.append("files=1");
                case CHOICE ->
                    out.append("words='")
                            .append(String.join(" ", option.choices()))
                            .append('\'');
                case FLAG, TEXT, COUNT, SPAN -> out.append("words=");
            }
            out.append(" ;;\n");
        }
    }

    private static void arguments(StringBuilder out, CommandSet set, CommandSpec command) {
        if (command.arguments().isEmpty()) {
            return;
        }
        ArgumentSpec argument = command.arguments().get(0);
        String pattern = command.name() + ":*";
        switch (argument.kind()) {
            case APP -> line(out, pattern, "words=$(_pmctl_apps)");
            case APPS -> line(out, pattern, "words=\"all $(_pmctl_apps)\"");
            case ACTION -> line(out, pattern, "words=$(_pmctl_actions)");
            case FILE -> line(out, pattern, "files=1");
            case COMMAND -> choice(out, pattern, names(set));
            case CHOICE -> choice(out, pattern, String.join(" ", argument.choices()));
            case LOG_FILE, SIGNAL -> line(out, pattern, "words=");
        }
    }

    private static void choice(StringBuilder out, String pattern, String words) {
        line(out, pattern, "words='" + words + "'");
    }

    private static void line(StringBuilder out, String pattern, String action) {
        out.append("                ")
                .append(pattern)
                .append(") ")
                .append(action)
                .append(" ;;\n");
    }

    private static String names(CommandSet set) {
        StringBuilder out = new StringBuilder();
        for (CommandSpec command : set.commands()) {
            out.append(out.length() == 0 ? "" : " ").append(command.name());
        }
        return out.toString();
    }

    private static String words(List<OptionSpec> options) {
        StringBuilder out = new StringBuilder();
        for (OptionSpec option : options) {
            out.append(out.length() == 0 ? "" : " ");
            if (option.letter() != OptionSpec.NO_LETTER) {
                out.append('-').append(option.letter()).append(' ');
            }
            out.append("--").append(option.name());
        }
        return out.toString();
    }
}
