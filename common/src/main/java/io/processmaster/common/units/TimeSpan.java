package io.processmaster.common.units;

import java.time.Duration;
import java.util.Optional;

/** Reads and writes lengths of time as people type them. */
public final class TimeSpan {
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};
    private static final int MOST_DIGITS = 12;
    private static final long MOST_MILLIS = 100L * 366 * 86_400_000;

    private TimeSpan() {}

    /** Reads {@code 500ms}, {@code 10s}, {@code 1m30s}, {@code 2h}, {@code 1d}; units descend; empty when it is none. */
    public static Optional<Duration> parse(String text) {
        long total = 0;
        int at = 0;
        int lastUnit = -1;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            int unitEnd = end;
            while (unitEnd < text.length() && Character.isLetter(text.charAt(unitEnd))) {
                unitEnd++;
            }
            int unit = indexOf(text.substring(end, unitEnd));
            if (end == at || end - at > MOST_DIGITS || unit <= lastUnit) {
                return Optional.empty();
            }
            long amount = Long.parseLong(text.substring(at, end));
            // Compared before multiplying: the product of twelve digits and a day would overflow.
            if (amount > (MOST_MILLIS - total) / MILLIS[unit]) {
                return Optional.empty();
            }
            total += amount * MILLIS[unit];
            lastUnit = unit;
            at = unitEnd;
        }
        return lastUnit < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(total));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int indexOf(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return i;
            }
        }
        return -1;
    }

    /** The two largest units that are not zero, such as {@code 1d02h}, {@code 1m02s}, {@code 5s} or {@code 20ms}. */
    public static String text(Duration span) {
        long rest = Math.max(0, span.toMillis());
        if (rest < 1000) {
            return rest + "ms";
        }
        for (int i = 0; i < 3; i++) {
            if (rest >= MILLIS[i]) {
                long minor = rest % MILLIS[i] / MILLIS[i + 1];
                return rest / MILLIS[i] + UNITS[i] + (minor < 10 ? "0" : "") + minor + UNITS[i + 1];
            }
        }
        return rest / 1000 + "s";
    }
}
