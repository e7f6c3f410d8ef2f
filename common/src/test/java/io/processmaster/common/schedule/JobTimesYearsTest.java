package io.processmaster.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every single due time of whole years, in zones with all kinds of clock changes, against an independent calculation. */
final class JobTimesYearsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final List<String> EXPRESSIONS = List.of(
            "30 2 * * *",
            "*/10 2 * * *",
            "15 0,1,2,3 * * *",
            "0 * * * *",
            "*/30 * * * *",
            "7-59/13 */5 * * *",
            "0 0 * * *",
            "0 12 * * MON-FRI",
            "45 1 13 * 5",
            "59 23 28-31 * *",
            "0 0 29 2 *",
            "0 3 1,15 JAN-jun,September FRI-SUN",
            "20 4 */2 * 1");

    /** A zone, the first year and the number of years: each has clock changes of a kind of its own. */
    private static Stream<List<Object>> zonesAndYears() {
        return Stream.of(
                List.of("UTC", 2023, 3),
                List.of("Europe/Berlin", 2023, 3),
                List.of("America/New_York", 2024, 2),
                List.of("Asia/Kolkata", 2024, 1),
                // Half an hour.
                List.of("Australia/Lord_Howe", 2023, 2),
                // At midnight, so that a day begins at 1 o'clock.
                List.of("America/Sao_Paulo", 2016, 3),
                List.of("Asia/Beirut", 2022, 3),
                // A day that never was: 30 December 2011.
                List.of("Pacific/Apia", 2011, 2),
                // Back and forth around Ramadan.
                List.of("Africa/Casablanca", 2019, 2),
                // A day that was there twice, and a quarter of an hour.
                List.of("Pacific/Kwajalein", 1993, 1),
                List.of("Asia/Kathmandu", 1985, 2),
                // Two hours.
                List.of("Antarctica/Troll", 2023, 2),
                // Standard time itself moved: once by half an hour, twice within a year.
                List.of("Asia/Pyongyang", 2015, 4),
                List.of("America/Caracas", 2007, 1));
    }

    @ParameterizedTest
    @MethodSource("zonesAndYears")
    void everyDueTimeOfTheYears(List<Object> row) {
        ZoneId zone = ZoneId.of((String) row.get(0));
        int year = (Integer) row.get(1);
        Instant start = LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end =
                LocalDate.of(year + (Integer) row.get(2), 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<List<Instant>> all = new WallClock(zone, MINUTE).between(start, end, EXPRESSIONS);
        for (int i = 0; i < EXPRESSIONS.size(); i++) {
            String expression = EXPRESSIONS.get(i);
            List<Instant> expected = all.get(i);
            JobTimes times = Jobs.times(expression, zone.getId());
            List<Instant> due = JobTimes.upcoming(times, start.minusNanos(1), expected.size() + 1);
            assertThat(due.subList(0, expected.size()))
                    .as("%s in %s from %d", expression, zone, year)
                    .isEqualTo(expected);
            assertThat(due.get(expected.size())).isAfterOrEqualTo(end);
        }
    }

    @ParameterizedTest
    @MethodSource("zonesAndYears")
    void itDoesNotMatterFromWhereOneAsks(List<Object> row) {
        ZoneId zone = ZoneId.of((String) row.get(0));
        Instant start = LocalDate.of((Integer) row.get(1), 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        JobTimes times = Jobs.times("*/20 1-3,23 * * *", zone.getId());
        List<Instant> due = JobTimes.upcoming(times, start, 3000);
        for (int i = 1; i < due.size(); i++) {
            Instant earlier = due.get(i - 1);
            Instant later = due.get(i);
            long apart = Duration.between(earlier, later).toNanos();
            for (int part = 0; part < 5; part++) {
                assertThat(times.next(earlier.plusNanos(apart / 5 * part))).contains(later);
            }
            assertThat(times.next(later.minusNanos(1))).contains(later);
        }
    }
}
