package io.processmaster.pmctl.line;

import io.processmaster.common.units.TimeSpan;
import java.util.Optional;

/** Turns the words of a command line into a {@link CommandLine}, or says what is wrong with them. */
public final class Parser {
    /** The largest number that an option takes. */
    public static final int MAX_COUNT = 1_000_000;

    private static final String HELP = "help";
    private static final String VERSION = "version";

    private final CommandSet set;
    private final String[] words;
    private final CommandLine.Builder line;
    private boolean named;
    private boolean onlyArguments;
    private int at;

    private Parser(CommandSet set, String[] words) {
        this.set = set;
        this.words = words;
        this.line = new CommandLine.Builder(set.command(set.usual()));
    }

    /** Reads {@code words}; throws {@link UsageProblem} with the first mistake. */
    public static CommandLine parse(CommandSet set, String... words) {
        return new Parser(set, words).run();
    }

    private CommandLine run() {
        while (at < words.length) {
            String word = words[at++];
            if (onlyArguments || word.length() < 2 || word.charAt(0) != '-') {
                plain(word);
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else if (word.startsWith("--")) {
                longOption(word);
            } else {
                letters(word);
            }
        }
        if (line.has(HELP)) {
            return explain();
        }
        if (line.has(VERSION)) {
            return ownVersion();
        }
        checkArguments();
        return line.build();
    }

    private CommandLine explain() {
        String asked = line.command().name();
        line.instead(set.command(HELP));
        if (named) {
            line.argument(asked);
        }
        return line.build();
    }

    private CommandLine ownVersion() {
        line.instead(set.command(VERSION));
        return line.build();
    }

    private void plain(String word) {
        if (named) {
            line.argument(word);
            return;
        }
        Optional<CommandSpec> found = set.find(word);
        if (found.isEmpty()) {
            Optional<String> nearest = set.nearest(word);
            throw new UsageProblem(
                    "",
                    "unknown command \"" + word + "\""
                            + (nearest.isPresent() ? " (did you mean " + nearest.get() + "?)" : ""));
        }
        named = true;
        line.command(found.get());
    }

    private void longOption(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        OptionSpec option = byName(name);
        if (equals < 0) {
            take(option, "--" + name);
        } else if (option.takesValue()) {
            line.option(option, checked(option, "--" + name, word.substring(equals + 1)));
        } else {
            throw mistake("option --" + name + " takes no value");
        }
    }

    // Several letters may share a dash; the first that takes a value takes the rest of the word.
    private void letters(String word) {
        for (int i = 1; i < word.length(); i++) {
            OptionSpec option = byLetter(word.charAt(i));
            String shown = "-" + word.charAt(i);
            if (option.takesValue() && i + 1 < word.length()) {
                line.option(option, checked(option, shown, word.substring(i + 1)));
                return;
            }
            take(option, shown);
        }
    }

    private void take(OptionSpec option, String shown) {
        if (!option.takesValue()) {
            line.option(option, "");
            return;
        }
        if (at >= words.length) {
            throw mistake("option " + shown + " needs a value: " + option.placeholder());
        }
        line.option(option, checked(option, shown, words[at++]));
    }

    private String checked(OptionSpec option, String shown, String value) {
        boolean good =
                switch (option.kind()) {
                    case FLAG, TEXT -> true;
                    case FILE -> !value.isEmpty();
                    case COUNT -> isCount(value);
                    case SPAN -> TimeSpan.parse(value).isPresent();
                    case CHOICE -> option.choices().contains(value);
                };
        if (good) {
            return value;
        }
        String wanted =
                switch (option.kind()) {
                    case FLAG, TEXT -> "a text";
                    case FILE -> "a path";
                    case COUNT -> "a number from 0 to " + MAX_COUNT;
                    case SPAN -> "a length of time such as 30s or 1m30s";
                    case CHOICE -> String.join(" or ", option.choices());
                };
        throw mistake("option " + shown + ": \"" + value + "\" is not " + wanted);
    }

    private static boolean isCount(String value) {
        if (value.isEmpty() || value.length() > 7) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        int number = Integer.parseInt(value);
        return number <= MAX_COUNT;
    }

    private OptionSpec byName(String name) {
        for (OptionSpec option : set.globals()) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        if (named) {
            for (OptionSpec option : line.command().options()) {
                if (option.name().equals(name)) {
                    return option;
                }
            }
        }
        throw unknownOption("--" + name);
    }

    private OptionSpec byLetter(char letter) {
        for (OptionSpec option : set.globals()) {
            if (option.letter() == letter) {
                return option;
            }
        }
        if (named) {
            for (OptionSpec option : line.command().options()) {
                if (option.letter() == letter) {
                    return option;
                }
            }
        }
        throw unknownOption("-" + letter);
    }

    private UsageProblem unknownOption(String shown) {
        return mistake(
                named
                        ? line.command().name() + " has no option " + shown
                        : "unknown option " + shown + " (options of a command stand behind its name)");
    }

    private void checkArguments() {
        CommandSpec command = line.command();
        int given = line.arguments().size();
        if (given < command.leastArguments()) {
            throw mistake(command.name() + " needs " + missing(command, given));
        }
        if (given > command.mostArguments()) {
            throw mistake("unexpected argument \"" + line.arguments().get(command.mostArguments()) + "\"");
        }
        if (line.build().json() && !command.json()) {
            throw mistake(command.name() + " has no --format json");
        }
        checkChoices(command);
    }

    private static String missing(CommandSpec command, int given) {
        StringBuilder out = new StringBuilder();
        for (int i = given; i < command.arguments().size(); i++) {
            if (command.arguments().get(i).least() > 0) {
                out.append(out.length() == 0 ? "" : " and ")
                        .append(command.arguments().get(i).placeholder());
            }
        }
        return out.toString();
    }

    private void checkChoices(CommandSpec command) {
        for (int i = 0; i < line.arguments().size() && i < command.arguments().size(); i++) {
            ArgumentSpec argument = command.arguments().get(i);
            String given = line.arguments().get(i);
            if (!argument.choices().isEmpty() && !argument.choices().contains(given)) {
                throw mistake("\"" + given + "\" is not " + String.join(", ", argument.choices()));
            }
        }
    }

    private UsageProblem mistake(String message) {
        return new UsageProblem(named ? line.command().name() : "", message);
    }
}
