package io.processmaster.pmctl.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.processmaster.pmctl.command.CommandTable;
import io.processmaster.pmctl.onjava.JavaForm;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandTableTest {
    static Iterable<CommandSpec> commands() {
        return CommandTable.COMMANDS.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyDeclaredCommandIsCarriedOut(CommandSpec command) {
        assertThatCode(() -> CommandTable.carriedOutBy(command.name(), new JavaForm()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theSynopsisNamesEveryOptionAndArgument(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            boolean named = command.synopsis().contains("--" + option.name())
                    || (option.letter() != OptionSpec.NO_LETTER
                            && command.synopsis().contains("-" + option.letter()));
            assertThat(named)
                    .as("--%s in \"%s\"", option.name(), command.synopsis())
                    .isTrue();
        }
        for (ArgumentSpec argument : command.arguments()) {
            assertThat(command.synopsis()).contains(argument.placeholder());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noOptionHidesAnother(CommandSpec command) {
        Set<String> names = new HashSet<>();
        Set<Character> letters = new HashSet<>();
        for (OptionSpec option : CommandTable.COMMANDS.globals()) {
            names.add(option.name());
            letters.add(option.letter());
        }
        letters.remove(OptionSpec.NO_LETTER);
        for (OptionSpec option : command.options()) {
            assertThat(names.add(option.name()))
                    .as("--%s is new", option.name())
                    .isTrue();
            assertThat(option.letter() == OptionSpec.NO_LETTER || letters.add(option.letter()))
                    .as("-%s is new", option.letter())
                    .isTrue();
        }
    }

    @Test
    void thereAreAllCommandsOfThisVersion() {
        assertThat(CommandTable.COMMANDS.commands())
                .extracting(CommandSpec::name)
                .containsExactly(
                        "status",
                        "start",
                        "stop",
                        "restart",
                        "pause",
                        "resume",
                        "signal",
                        "update",
                        "enable",
                        "disable",
                        "validate",
                        "logs",
                        "events",
                        "history",
                        "why",
                        "perf",
                        "top",
                        "admin-list",
                        "admin-run",
                        "admin-ps",
                        "admin-kill",
                        "password",
                        "service",
                        "version",
                        "server-version",
                        "completion",
                        "help");
    }
}
