package io.processmaster.daemon.boot.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LineEncoderTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void tellsTimeWithOffsetLevelClassAndMessage() {
        String line =
                encoded(ZoneId.of("Europe/Berlin"), "2026-07-01T05:04:03.007Z", Level.WARN, "disk of {} is full", null);

        assertThat(line).isEqualTo("2026-07-01T07:04:03.007+02:00 WARN  Updates: disk of web is full\n");
    }

    @Test
    void theOffsetOfUtcIsZ() {
        String line = encoded(ZoneOffset.UTC, "2026-01-02T23:59:59.999Z", Level.ERROR, "{} ü", null);

        assertThat(line).isEqualTo("2026-01-02T23:59:59.999Z ERROR Updates: web ü\n");
    }

    @Test
    void aStackTraceFollowsWithItsCause() {
        String line = encoded(
                ZoneOffset.UTC,
                "2026-01-02T03:04:05Z",
                Level.INFO,
                "{}",
                new IllegalStateException("above", new IllegalArgumentException("below")));

        assertThat(line)
                .startsWith("2026-01-02T03:04:05.000Z INFO  Updates: web\njava.lang.IllegalStateException: above\n")
                .contains("Caused by: java.lang.IllegalArgumentException: below\n")
                .endsWith("\n");
    }

    private String encoded(ZoneId zone, String time, Level level, String message, Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                getClass().getName(),
                context.getLogger("io.processmaster.daemon.control.Updates"),
                level,
                message,
                thrown,
                new Object[] {"web"});
        event.setInstant(Instant.parse(time));
        LineEncoder encoder = new LineEncoder(zone);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
