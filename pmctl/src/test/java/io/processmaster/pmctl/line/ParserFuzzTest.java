package io.processmaster.pmctl.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.pmctl.command.CommandTable;
import io.processmaster.pmctl.onjava.JavaForm;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any words are a command that is complete and within its declaration, or a mistake that says where to read on. */
public final class ParserFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(ParserFuzzTest.class, ParserFuzzTest::fuzzerTestOneInput);
    }

    /** One word on each line. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String[] words = text.isEmpty() ? new String[0] : text.split("\n", -1);
        CommandLine line;
        try {
            line = Parser.parse(CommandTable.COMMANDS, words);
        } catch (UsageProblem e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.advice()).startsWith("see pmctl help");
            return;
        }
        CommandSpec command = line.command();
        assertThat(line.arguments().size()).isBetween(command.leastArguments(), command.mostArguments());
        Stream.concat(CommandTable.COMMANDS.globals().stream(), command.options().stream())
                .forEach(option -> examine(line, option));
        CommandTable.carriedOutBy(command.name(), new JavaForm());
    }

    private static void examine(CommandLine line, OptionSpec option) {
        if (!line.has(option.name()) || !option.takesValue()) {
            return;
        }
        String value = line.value(option.name()).orElseThrow();
        switch (option.kind()) {
            case FLAG, TEXT -> {}
            case FILE -> assertThat(value).isNotEmpty();
            case COUNT -> assertThat(line.count(option.name(), -1)).isBetween(0, Parser.MAX_COUNT);
            case SPAN -> assertThat(line.span(option.name())).isPresent();
            case CHOICE -> assertThat(option.choices()).contains(value);
        }
        assertThat(line.argumentsBefore(option.name()))
                .isBetween(0, line.arguments().size());
    }
}
