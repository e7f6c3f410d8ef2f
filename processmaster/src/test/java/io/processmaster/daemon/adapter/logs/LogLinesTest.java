package io.processmaster.daemon.adapter.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    @Test
    void linesAreTheSameHoweverTheBytesArrive() {
        String text = "one\n\nthree\r\nvier \u00e4\u20ac\nlast";
        for (int size = 1; size < 12; size++) {
            assertThat(split(text, size))
                    .as("pieces of %d", size)
                    .containsExactly("one", "", "three", "vier \u00e4\u20ac");
        }
    }

    @Test
    void aLineWithoutItsNewlineIsHeldUntilFlushed() {
        LogLines lines = new LogLines(false);
        assertThat(add(lines, "half")).isEmpty();
        assertThat(lines.isPartial()).isTrue();
        assertThat(lines.flush()).contains("half");
        assertThat(lines.isPartial()).isFalse();
        assertThat(lines.flush()).isEmpty();
        assertThat(add(lines, "next\n")).containsExactly("next");
    }

    @Test
    void theEndOfALineAtTheStartIsDropped() {
        assertThat(add(new LogLines(true), "end of one\nwhole\n")).containsExactly("whole");
        assertThat(new LogLines(true).all("no newline".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aLongLineIsCutAndMarkedAndTheNextIsWhole() {
        String exact = "x".repeat(LogLines.MAX_LINE_BYTES);
        assertThat(split(exact + "\n" + exact + "y\nnext\n", 1000))
                .containsExactly(exact, exact + LogLines.CUT_MARK, "next");
    }

    @Test
    void bytesThatAreNotUtf8BecomeReplacementCharacters() {
        byte[] bytes = {'a', (byte) 0xff, 'b', '\n'};
        assertThat(new LogLines(false).add(bytes, bytes.length)).containsExactly("a\ufffdb");
    }

    @Test
    void plainTextHasNoColoursAndNoControlCharacters() {
        assertThat(LogLines.plain("\u001b[1;31mred\u001b[0m\tand\u0007 \u009bmore\u001b["))
                .isEqualTo("red\tand more");
    }

    private static List<String> split(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LogLines lines = new LogLines(false);
        List<String> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            all.addAll(lines.add(piece, piece.length));
        }
        return all;
    }

    private static List<String> add(LogLines lines, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return lines.add(bytes, bytes.length);
    }
}
