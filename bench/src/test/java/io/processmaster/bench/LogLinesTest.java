package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogLinesTest {
    private static final String LINE = "0".repeat(96) + "351";

    @Test
    void aLineCountsWithAndWithoutTheNameOfItsAppInFront() {
        assertThat(LogLines.in("==> stdout.log <==\n" + LINE + "\n0|app-0    | " + LINE + "\n"))
                .isEqualTo(2);
    }

    @Test
    void whatIsTornOrLongerOrSomethingElseDoesNotCount() {
        assertThat(LogLines.in(LINE.substring(1) + "\n0" + LINE + "\nerror 351\n" + LINE + " and more\n"))
                .isZero();
    }

    @Test
    void aLineHasAsManyBytesAsItsNumbersSay() {
        assertThat((LINE + "\n").length() * LogLines.SHOWN).isEqualTo(LogLines.SHOWN_BYTES);
        assertThat(LogLines.SHOWN).isLessThan(LogLines.WRITTEN);
    }
}
