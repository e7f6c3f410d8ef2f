package io.processmaster.common.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression: which seconds of a calendar it names, in no zone.
 *
 * <p>Five fields (minute, hour, day of month, month, day of week), six with seconds in front, or a nickname such as
 * {@code @hourly}. When both fields for days are restricted, one of them is enough; a field that begins with {@code *}
 * counts as not restricted, {@code *}{@code /2} included, as in Vixie's cron and its descendants.
 */
public final class CronExpression {
    /** The longest expression. */
    public static final int MOST_CHARACTERS = 500;

    // The first day of a round of the calendar.
    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);

    private final CronDays days;
    private final CronClock clock;
    private final boolean everFires;

    private CronExpression(CronDays days, CronClock clock) {
        this.days = days;
        this.clock = clock;
        this.everFires = days.from(ANY_DAY).isPresent();
    }

    /** Reads an expression; the message of a refusal names the field and says what is allowed in it. */
    public static CronExpression parse(String text) throws BadSchedule {
        Map<CronUnit, String> fields = CronText.fields(text);
        Map<CronUnit, String> plain = new EnumMap<>(CronUnit.class);
        for (CronUnit unit : CronUnit.values()) {
            plain.put(unit, FieldText.plain(unit, fields.get(unit)));
        }
        Map<CronUnit, Long> values = CronLibrary.values(plain);
        boolean either = isRestricted(fields, CronUnit.DAY_OF_MONTH) && isRestricted(fields, CronUnit.DAY_OF_WEEK);
        return new CronExpression(
                new CronDays(
                        values.get(CronUnit.DAY_OF_MONTH),
                        values.get(CronUnit.MONTH),
                        values.get(CronUnit.DAY_OF_WEEK),
                        either),
                new CronClock(values.get(CronUnit.HOUR), values.get(CronUnit.MINUTE), values.get(CronUnit.SECOND)));
    }

    private static boolean isRestricted(Map<CronUnit, String> fields, CronUnit unit) {
        return !fields.get(unit).startsWith("*");
    }

    /** Whether the calendar has such a day at all; 30 February is none. */
    public boolean everFires() {
        return everFires;
    }

    /** The first time that is not before {@code local}, which has whole seconds; empty when none ever comes. */
    Optional<LocalDateTime> from(LocalDateTime local) {
        if (!everFires) {
            return Optional.empty();
        }
        Optional<LocalDate> day = days.from(local.toLocalDate());
        if (day.isPresent() && day.get().equals(local.toLocalDate())) {
            Optional<LocalDateTime> today = clock.from(local.toLocalTime()).map(day.get()::atTime);
            if (today.isPresent()) {
                return today;
            }
            day = days.from(day.get().plusDays(1));
        }
        return day.map(known -> known.atTime(clock.first()));
    }
}
