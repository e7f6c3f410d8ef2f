package io.processmaster.daemon.adapter.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time with which a log line begins, in the forms that programs use. */
final class LeadingTime {
    private static final int MAX_PREFIX = 48;
    // [2026-01-01T00:00:00.123Z], 2026-01-01 00:00:00,123 +0100, …
    private static final Pattern ISO = Pattern.compile(
            "\\[?(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})"
                    + "(?:[.,](\\d{1,9}))?(?: ?(Z|[+-]\\d{2}:?\\d{2}))?(?![\\d:]).*",
            Pattern.DOTALL);
    private static final Pattern SYSLOG = Pattern.compile(
            "(?:<\\d{1,3}>)?([A-Z][a-z]{2}) ([ 0-3]?\\d) (\\d{2}):(\\d{2}):(\\d{2})(?!\\d).*", Pattern.DOTALL);
    private static final Pattern EPOCH =
            Pattern.compile("\\[?(\\d{10})(?:(\\d{3})|\\.(\\d{1,9}))?(?![\\w.:-]).*", Pattern.DOTALL);
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int LAST_LEAP_CANDIDATES = 8;

    private final ZoneId zone;
    private final Instant newest;

    /**
     * Reads lines of one file.
     *
     * @param zone for times that name none
     * @param newest when the file was last written: a time without a year is of the year that ends there
     */
    LeadingTime(ZoneId zone, Instant newest) {
        this.zone = zone;
        this.newest = newest;
    }

    /** The time at the start of the line; empty when there is none. */
    Optional<Instant> of(String line) {
        String prefix = line.substring(0, Math.min(MAX_PREFIX, line.length()));
        try {
            return iso(prefix).or(() -> epoch(prefix)).or(() -> syslog(prefix));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private Optional<Instant> iso(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        LocalDateTime time = LocalDateTime.of(
                number(parts, 1),
                number(parts, 2),
                number(parts, 3),
                number(parts, 4),
                number(parts, 5),
                // A leap second has no place in Java's time line.
                Math.min(59, number(parts, 6)),
                nanos(parts.group(7)));
        String offset = parts.group(8);
        return Optional.of(
                offset == null
                        ? time.atZone(zone).toInstant()
                        : OffsetDateTime.of(time, ZoneOffset.of(offset)).toInstant());
    }

    private static Optional<Instant> epoch(String text) {
        Matcher parts = EPOCH.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String fraction = parts.group(2) != null ? parts.group(2) : parts.group(3);
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(parts.group(1)), nanos(fraction)));
    }

    private Optional<Instant> syslog(String text) {
        Matcher parts = SYSLOG.matcher(text);
        int month = parts.matches() ? MONTHS.indexOf(parts.group(1)) + 1 : 0;
        if (month == 0) {
            return Optional.empty();
        }
        int day = Integer.parseInt(parts.group(2).strip());
        // A day of slack, for a clock or a zone that differs a little; then back to a year that has that day.
        Instant limit = newest.plusSeconds(86_400);
        int year = limit.atZone(zone).getYear();
        for (int back = 0; back <= LAST_LEAP_CANDIDATES; back++) {
            if (month == 2 && day == 29 && !Year.isLeap((long) year - back)) {
                continue;
            }
            Instant time = LocalDateTime.of(
                            year - back, month, day, number(parts, 3), number(parts, 4), Math.min(59, number(parts, 5)))
                    .atZone(zone)
                    .toInstant();
            if (!time.isAfter(limit)) {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
