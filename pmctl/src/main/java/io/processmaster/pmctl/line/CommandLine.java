package io.processmaster.pmctl.line;

import io.processmaster.common.units.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One command line as it was typed, every value already checked for its form. */
public final class CommandLine {
    private final CommandSpec command;
    private final Map<String, String> values;
    private final Map<String, Integer> argumentsBefore;
    private final List<String> arguments;

    private CommandLine(Builder builder) {
        this.command = builder.command;
        // Not Map.copyOf: the native form divides by zero when it looks into an empty one.
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(builder.values));
        this.argumentsBefore = Collections.unmodifiableMap(new LinkedHashMap<>(builder.argumentsBefore));
        this.arguments = List.copyOf(builder.arguments);
    }

    /** What is to be done. */
    public CommandSpec command() {
        return command;
    }

    /** The arguments in their order. */
    public List<String> arguments() {
        return arguments;
    }

    /** Whether the option is there. */
    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** The value of the option; the last one counts when it is repeated. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** The number behind the option, or {@code otherwise}. */
    public int count(String option, int otherwise) {
        String value = values.get(option);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** The length of time behind the option. */
    public Optional<Duration> span(String option) {
        String value = values.get(option);
        return value == null ? Optional.empty() : TimeSpan.parse(value);
    }

    /** How many arguments stood before the option; all of them when it is not there. */
    public int argumentsBefore(String option) {
        Integer before = argumentsBefore.get(option);
        return before == null ? arguments.size() : before;
    }

    /** Whether results are wanted as JSON. */
    public boolean json() {
        return "json".equals(values.get("format"));
    }

    /** A mistake that only the command itself can see. */
    public UsageProblem wrong(String message) {
        return new UsageProblem(command.name(), message);
    }

    /** Collects what the parser finds. */
    static final class Builder {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Integer> argumentsBefore = new LinkedHashMap<>();
        private final List<String> arguments = new ArrayList<>();
        private CommandSpec command;

        Builder(CommandSpec command) {
            this.command = command;
        }

        void command(CommandSpec found) {
            command = found;
        }

        void instead(CommandSpec other) {
            command = other;
            arguments.clear();
        }

        CommandSpec command() {
            return command;
        }

        void option(OptionSpec option, String value) {
            values.put(option.name(), value);
            argumentsBefore.putIfAbsent(option.name(), arguments.size());
        }

        boolean has(String option) {
            return values.containsKey(option);
        }

        void argument(String text) {
            arguments.add(text);
        }

        List<String> arguments() {
            return arguments;
        }

        CommandLine build() {
            return new CommandLine(this);
        }
    }
}
