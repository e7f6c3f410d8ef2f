package io.processmaster.common.schedule;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The days that an expression names, each set as bits.
 *
 * @param daysOfMonth 1 to 31
 * @param months 1 to 12
 * @param daysOfWeek 0 (Sunday) to 6
 * @param either whether one of the two fields for days is enough
 */
record CronDays(long daysOfMonth, long months, long daysOfWeek, boolean either) {
    // The calendar repeats itself to the day of the week: what has not come by then never comes.
    private static final int YEARS_OF_THE_CALENDAR = 400;
    private static final int DAYS_OF_WEEK = 7;

    /** The first that is not before {@code day}; empty when none ever comes. */
    Optional<LocalDate> from(LocalDate day) {
        LocalDate last = day.plusYears(YEARS_OF_THE_CALENDAR);
        LocalDate date = day;
        while (date.isBefore(last)) {
            if (!has(months, date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else if (matches(date)) {
                return Optional.of(date);
            } else {
                date = date.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate date) {
        boolean ofMonth = has(daysOfMonth, date.getDayOfMonth());
        boolean ofWeek = has(daysOfWeek, date.getDayOfWeek().getValue() % DAYS_OF_WEEK);
        return either ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private static boolean has(long values, int value) {
        return (values & (1L << value)) != 0;
    }
}
