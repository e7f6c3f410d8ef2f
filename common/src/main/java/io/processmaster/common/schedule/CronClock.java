package io.processmaster.common.schedule;

import java.time.LocalTime;
import java.util.Optional;

/**
 * The times of a day that an expression names, each set as bits.
 *
 * @param hours 0 to 23
 * @param minutes 0 to 59
 * @param seconds 0 to 59
 */
record CronClock(long hours, long minutes, long seconds) {
    /** The first of the day. */
    LocalTime first() {
        return LocalTime.of(following(hours, 0), following(minutes, 0), following(seconds, 0));
    }

    /** The first that is not before {@code time}, which has whole seconds; empty when the day holds none. */
    Optional<LocalTime> from(LocalTime time) {
        int hour = following(hours, time.getHour());
        if (hour == time.getHour()) {
            int minute = following(minutes, time.getMinute());
            if (minute == time.getMinute()) {
                int second = following(seconds, time.getSecond());
                if (second >= 0) {
                    return Optional.of(LocalTime.of(hour, minute, second));
                }
                minute = following(minutes, minute + 1);
            }
            if (minute >= 0) {
                return Optional.of(LocalTime.of(hour, minute, following(seconds, 0)));
            }
            hour = following(hours, hour + 1);
        }
        return hour < 0
                ? Optional.empty()
                : Optional.of(LocalTime.of(hour, following(minutes, 0), following(seconds, 0)));
    }

    /** The first value of a set that is not below {@code least}; -1 when there is none. */
    private static int following(long values, int least) {
        long rest = values & (-1L << least);
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }
}
