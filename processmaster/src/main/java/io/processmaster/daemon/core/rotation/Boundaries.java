package io.processmaster.daemon.core.rotation;

import io.processmaster.common.spec.RotationSpec.Frequency;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** The moments at which logs are rotated by time, on the calendar of a zone with its changes of the clock. */
public final class Boundaries {
    private Boundaries() {}

    /** The first boundary after {@code now}; none for a frequency of none. */
    public static Optional<Instant> after(Frequency frequency, Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalDate today = local.toLocalDate();
        return switch (frequency) {
            case MINUTELY -> Optional.of(full(local, ChronoUnit.MINUTES));
            case HOURLY -> Optional.of(full(local, ChronoUnit.HOURS));
            case DAILY -> Optional.of(start(today.plusDays(1), zone));
            case WEEKLY -> Optional.of(start(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone));
            case MONTHLY -> Optional.of(start(today.with(TemporalAdjusters.firstDayOfNextMonth()), zone));
            case NONE -> Optional.empty();
        };
    }

    /** The last boundary at or before {@code now}; none for a frequency of none. */
    public static Optional<Instant> before(Frequency frequency, Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalDate today = local.toLocalDate();
        return switch (frequency) {
            case MINUTELY -> Optional.of(local.truncatedTo(ChronoUnit.MINUTES).toInstant());
            case HOURLY -> Optional.of(local.truncatedTo(ChronoUnit.HOURS).toInstant());
            case DAILY -> Optional.of(start(today, zone));
            case WEEKLY -> Optional.of(start(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone));
            case MONTHLY -> Optional.of(start(today.withDayOfMonth(1), zone));
            case NONE -> Optional.empty();
        };
    }

    /** The next full minute or hour of the clock on the wall, which a change of the clock may put anywhere. */
    private static Instant full(ZonedDateTime local, ChronoUnit unit) {
        Instant now = local.toInstant();
        ZonedDateTime later = local;
        while (true) {
            later = later.plus(1, unit);
            Instant full = later.truncatedTo(unit).toInstant();
            if (full.isAfter(now)) {
                return full;
            }
        }
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
