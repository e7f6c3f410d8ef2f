package io.processmaster.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any text is a schedule whose times go on and on in order, or is refused in one line. */
public final class CronExpressionFuzzTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 2, 28, 23, 59, 58);
    private static final int TIMES = 5;
    // The matcher of the tests knows no names and no rounds of the week in the last field.
    private static final Pattern PLAIN_DAYS = Pattern.compile("[^@]+ (\\*|[0-6](,[0-6])*)");

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(CronExpressionFuzzTest.class, CronExpressionFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        CronExpression expression;
        try {
            expression = CronExpression.parse(text);
        } catch (BadSchedule e) {
            assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
            return;
        }
        assertThat(text.length()).isLessThanOrEqualTo(CronExpression.MOST_CHARACTERS);
        LocalDateTime from = START;
        for (int i = 0; i < TIMES; i++) {
            Optional<LocalDateTime> next = expression.from(from);
            assertThat(next.isPresent()).isEqualTo(expression.everFires());
            if (next.isEmpty()) {
                return;
            }
            assertThat(next.get()).isAfterOrEqualTo(from);
            // Looked for from itself, it is found again.
            assertThat(expression.from(next.get())).isEqualTo(next);
            String fields = text.strip().replaceAll("[ \t\r\n]+", " ");
            if (PLAIN_DAYS.matcher(fields).matches()) {
                assertThat(new PlainMatcher(fields).matches(next.get()))
                        .as("%s at %s", fields, next.get())
                        .isTrue();
            }
            from = next.get().plusSeconds(1);
        }
    }
}
