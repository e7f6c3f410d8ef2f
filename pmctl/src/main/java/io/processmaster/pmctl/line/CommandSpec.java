package io.processmaster.pmctl.line;

import java.util.List;

/**
 * One command as it is declared: the parser, the help, the manual and the shell completion all come from this.
 *
 * @param name what is typed
 * @param group heading in the help
 * @param synopsis what may follow the name, in the notation of manual pages
 * @param summary one clause without a full stop, at most 50 characters
 * @param arguments in their order
 * @param options its own ones, without the global ones
 * @param description paragraphs of whole sentences
 * @param exits how it may end
 * @param json whether {@code --format json} means something
 */
public record CommandSpec(
        String name,
        CommandGroup group,
        String synopsis,
        String summary,
        List<ArgumentSpec> arguments,
        List<OptionSpec> options,
        List<String> description,
        List<ExitCode> exits,
        boolean json) {
    /** Copies the lists. */
    public CommandSpec {
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        description = List.copyOf(description);
        exits = List.copyOf(exits);
    }

    /** The name and what may follow it. */
    public String usage() {
        return synopsis.isEmpty() ? name : name + " " + synopsis;
    }

    /** How many arguments must be given. */
    public int leastArguments() {
        int least = 0;
        for (ArgumentSpec argument : arguments) {
            least += argument.least();
        }
        return least;
    }

    /** How many arguments may be given. */
    public int mostArguments() {
        int most = 0;
        for (ArgumentSpec argument : arguments) {
            if (argument.most() == ArgumentSpec.MANY) {
                return ArgumentSpec.MANY;
            }
            most += argument.most();
        }
        return most;
    }
}
