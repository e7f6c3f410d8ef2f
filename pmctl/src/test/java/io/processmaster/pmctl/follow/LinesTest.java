package io.processmaster.pmctl.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.pmctl.host.Zone;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    private static final Zone UTC = Zone.UTC;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01                    | 1767225600000",
                "2026-01-01 00:01              | 1767225660000",
                "2026-01-01 00:00:01           | 1767225601000",
                "2026-01-01T00:00:01.204       | 1767225601204",
                "2026-01-01T00:00:01.204987Z   | 1767225601204",
                "2026-01-01 01:00:00+01:00     | 1767225600000",
                "2026-01-01 01:00:00+0100      | 1767225600000",
            })
    void timesAreRead(String text, long millis) {
        assertThat(TimeStamp.of(text, UTC)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026", "2026-13-01", "2026-02-30", "2026-01-01 ", "2026-01-01 25:00", "2026-01-01x", "1"})
    void whatIsNoTimeIsNotRead(String text) {
        assertThat(TimeStamp.of(text, UTC)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01 00:00:01,204 INFO", "[2026-01-01T00:00:01.204Z] x", "2026-01-01_00:00:01.204"})
    void theTimeOfALineStandsAtItsBeginning(String line) {
        assertThat(TimeStamp.atStartOf(line, UTC)).hasValue(1_767_225_601_204L);
    }

    @Test
    void aDateAloneIsNotTheTimeOfALine() {
        assertThat(TimeStamp.atStartOf("2026-01-01 report", UTC)).isEmpty();
    }

    @Test
    void aLineWithoutATimeBelongsToTheOneBefore() {
        LineFilter filter = new LineFilter(Optional.empty(), OptionalLong.of(1_767_225_600_000L), UTC);
        List<String> lines = List.of("2025-12-31 23:59:59 old", "  at old", "2026-01-01 00:00:00 new", "  at new");
        assertThat(lines.stream().filter(line -> filter.passes("f", line)))
                .containsExactly("2026-01-01 00:00:00 new", "  at new");
    }

    @Test
    void aPatternMayMatchAnywhereInTheLine() {
        LineFilter filter =
                new LineFilter(Optional.of(Pattern.compile("e[0-9]").asPredicate()), OptionalLong.empty(), UTC);
        assertThat(filter.passes("f", "the e1 error")).isTrue();
        assertThat(filter.passes("f", "the error")).isFalse();
    }

    @Test
    void piecesBecomeLinesForEachFileOfItsOwn() {
        LineSplitter splitter = new LineSplitter();
        assertThat(splitter.add("a", "one\ntw")).containsExactly("one");
        assertThat(splitter.add("b", "x\n")).containsExactly("x");
        assertThat(splitter.add("a", "o\n")).containsExactly("two");
    }

    @Test
    void aLineThatDoesNotEndIsPassedOnInParts() {
        LineSplitter splitter = new LineSplitter();
        assertThat(splitter.add("a", "x".repeat(LineSplitter.MOST_CHARS + 1))).hasSize(1);
        assertThat(splitter.add("a", "\n")).containsExactly("");
    }
}
