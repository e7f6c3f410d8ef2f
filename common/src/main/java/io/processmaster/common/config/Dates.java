package io.processmaster.common.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes local dates and times as definitions have them. */
final class Dates {
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
    private static final int DATE_CHARACTERS = "YYYY-MM-DD".length();
    // Strict: 30 February is no date, and 24:00:00 no time.
    private static final DateTimeFormatter DATE = strict("uuuu-MM-dd");
    private static final DateTimeFormatter DATE_TIME = strict("uuuu-MM-dd HH:mm:ss");

    private Dates() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Reads {@code YYYY-MM-DD}, taken as its first or its last second, or {@code YYYY-MM-DD HH:MM:SS}. */
    static Optional<LocalDateTime> parse(String text, boolean endOfDay) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2})?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() > DATE_CHARACTERS
                            ? LocalDateTime.parse(text, DATE_TIME)
                            : LocalDate.parse(text, DATE).atTime(endOfDay ? END_OF_DAY : LocalTime.MIDNIGHT));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The form with a time. */
    static String text(LocalDateTime time) {
        return DATE_TIME.format(time);
    }
}
