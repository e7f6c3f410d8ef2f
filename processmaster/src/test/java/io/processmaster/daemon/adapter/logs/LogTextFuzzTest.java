package io.processmaster.daemon.adapter.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever an app writes is cut into the same bounded lines in whichever pieces it is read. */
public final class LogTextFuzzTest {
    private static final Instant WRITTEN = Instant.parse("2026-03-01T00:00:00Z");
    private static final LeadingTime TIMES = new LeadingTime(ZoneId.of("America/New_York"), WRITTEN);

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(LogTextFuzzTest.class, LogTextFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes of a log; the first says in which pieces they are read. */
    public static void fuzzerTestOneInput(byte[] input) {
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        List<String> whole = new LogLines(false).all(input);
        assertThat(inPieces(input, piece)).isEqualTo(whole);
        int newlines = 0;
        for (byte one : input) {
            newlines += one == '\n' ? 1 : 0;
        }
        assertThat(whole.size()).isBetween(newlines, newlines + 1);
        for (String line : whole) {
            assertThat(line.length()).isLessThanOrEqualTo(LogLines.MAX_LINE_BYTES + LogLines.CUT_MARK.length());
            assertThat(LogLines.plain(line).chars().noneMatch(c -> c != '\t' && Character.isISOControl(c)))
                    .isTrue();
            TIMES.of(line);
        }
        // From the middle of a line: the same lines but for the first.
        List<String> rest = new LogLines(true).all(input);
        assertThat(rest).isEqualTo(newlines == 0 ? List.of() : whole.subList(1, whole.size()));
    }

    private static List<String> inPieces(byte[] input, int piece) {
        LogLines splitter = new LogLines(false);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < input.length; from += piece) {
            byte[] part = Arrays.copyOfRange(input, from, Math.min(input.length, from + piece));
            lines.addAll(splitter.add(part, part.length));
        }
        splitter.flush().ifPresent(lines::add);
        return lines;
    }
}
