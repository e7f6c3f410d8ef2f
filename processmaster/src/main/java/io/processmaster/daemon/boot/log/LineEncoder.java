package io.processmaster.daemon.boot.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Writes a message as {@code 2026-11-29T07:50:42.012+01:00 WARN  Updates: what happened}, with the stack trace below it if
 * there is one.
 *
 * <p>A pattern would do the same, and load a compiler of patterns and the names of months in all languages for it.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private static final int LEVEL_WIDTH = 5;

    private final ZoneId zone;

    LineEncoder(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        appendTime(line, Instant.ofEpochMilli(event.getTimeStamp()));
        String level = event.getLevel().toString();
        line.append(' ').append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
        line.append(' ').append(simpleName(event.getLoggerName())).append(": ").append(event.getFormattedMessage());
        line.append('\n');
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(ThrowableProxyUtil.asString(thrown));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void appendTime(StringBuilder line, Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), offset);
        appendNumber(line, time.getYear(), 4);
        appendNumber(line.append('-'), time.getMonthValue(), 2);
        appendNumber(line.append('-'), time.getDayOfMonth(), 2);
        appendNumber(line.append('T'), time.getHour(), 2);
        appendNumber(line.append(':'), time.getMinute(), 2);
        appendNumber(line.append(':'), time.getSecond(), 2);
        appendNumber(line.append('.'), time.getNano() / 1_000_000, 3);
        line.append(offset.getId());
    }

    private static void appendNumber(StringBuilder line, int number, int digits) {
        String text = Integer.toString(number);
        line.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
