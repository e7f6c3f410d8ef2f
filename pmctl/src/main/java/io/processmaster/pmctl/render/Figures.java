package io.processmaster.pmctl.render;

import io.processmaster.common.units.TimeSpan;
import io.processmaster.pmctl.host.Zone;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.OptionalLong;

/** Numbers as people read them. */
final class Figures {
    /** Stands where there is no value. */
    static final String NONE = "-";

    private static final String UNITS = "KMGTP";

    private Figures() {}

    /** Bytes such as {@code 512B} or {@code 11.8MiB}. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + "B";
        }
        int unit = 0;
        long rest = bytes;
        while (rest >= 1024L * 1024 && unit < UNITS.length() - 1) {
            rest /= 1024;
            unit++;
        }
        long tenths = rest * 10 / 1024;
        return tenths / 10 + "." + tenths % 10 + UNITS.charAt(unit) + "iB";
    }

    static String size(OptionalLong bytes) {
        return bytes.isPresent() ? size(bytes.getAsLong()) : NONE;
    }

    /** A length of time such as {@code 1h02m}. */
    static String span(long millis) {
        return TimeSpan.text(Duration.ofMillis(Math.max(0, millis)));
    }

    /** A length of time that gives milliseconds no room, such as {@code 0s}. */
    static String seconds(long millis) {
        return millis < 1000 ? "0s" : span(millis);
    }

    /** A share of one processor such as {@code 12.5%}. */
    static String percent(double percent) {
        long tenths = Math.round(percent * 10);
        return tenths / 10 + "." + tenths % 10 + "%";
    }

    /** {@code 2026-01-31 14:05:09} in {@code zone}. */
    static String moment(long millis, Zone zone) {
        StringBuilder out = new StringBuilder(23);
        moment(out, millis, zone);
        return out.toString();
    }

    /** {@code 2026-01-31 14:05:09.123} in {@code zone}. */
    static void exactMoment(StringBuilder out, long millis, Zone zone) {
        moment(out, millis, zone);
        int part = (int) Math.floorMod(millis, 1000L);
        out.append('.').append((char) ('0' + part / 100));
        twoDigits(out, part % 100);
    }

    private static void moment(StringBuilder out, long millis, Zone zone) {
        LocalDateTime time = zone.clockAt(millis);
        out.append(time.getYear()).append('-');
        twoDigits(out, time.getMonthValue());
        out.append('-');
        twoDigits(out, time.getDayOfMonth());
        out.append(' ');
        twoDigits(out, time.getHour());
        out.append(':');
        twoDigits(out, time.getMinute());
        out.append(':');
        twoDigits(out, time.getSecond());
    }

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
