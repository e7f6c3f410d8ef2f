package io.processmaster.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an expression meets a zone and bounds; the expected instants are worked out by hand. */
final class JobTimesTest {
    private static final String BERLIN = "Europe/Berlin";

    @Test
    void aTimeThatDoesNotExistIsDueAtTheFirstInstantAfterTheGap() {
        // 2025-03-30: 02:00 becomes 03:00 at 01:00 UTC.
        assertThat(due("30 2 * * *", BERLIN, "2025-03-29T12:00:00Z", 2))
                .containsExactly(Instant.parse("2025-03-30T01:00:00Z"), Instant.parse("2025-03-31T00:30:00Z"));
    }

    @Test
    void allTimesOfOneGapAreDueTogetherAndOnce() {
        assertThat(due("*/10 2 * * *", BERLIN, "2025-03-30T00:00:00Z", 2))
                .containsExactly(Instant.parse("2025-03-30T01:00:00Z"), Instant.parse("2025-03-31T00:00:00Z"));
        // With a time that is right after the gap, too.
        assertThat(due("0,30 2,3 * * *", BERLIN, "2025-03-30T00:00:00Z", 2))
                .containsExactly(Instant.parse("2025-03-30T01:00:00Z"), Instant.parse("2025-03-30T01:30:00Z"));
    }

    @Test
    void aTimeThatOccursTwiceIsDueTheFirstTimeOnly() {
        // 2025-10-26: 03:00 becomes 02:00 at 01:00 UTC.
        assertThat(due("30 2 * * *", BERLIN, "2025-10-25T12:00:00Z", 2))
                .containsExactly(Instant.parse("2025-10-26T00:30:00Z"), Instant.parse("2025-10-27T01:30:00Z"));
    }

    @Test
    void aDenseScheduleAlsoPausesWhileAnHourIsRepeated() {
        assertThat(due("*/30 * * * *", BERLIN, "2025-10-26T00:00:00Z", 2))
                .containsExactly(Instant.parse("2025-10-26T00:30:00Z"), Instant.parse("2025-10-26T02:00:00Z"));
        assertThat(due("0 * * * *", BERLIN, "2025-10-25T23:59:59Z", 2))
                .containsExactly(Instant.parse("2025-10-26T00:00:00Z"), Instant.parse("2025-10-26T02:00:00Z"));
        assertThat(due("*/30 * * * *", "UTC", "2025-10-26T00:00:00Z", 2))
                .as("a zone without clock changes has no pause")
                .containsExactly(Instant.parse("2025-10-26T00:30:00Z"), Instant.parse("2025-10-26T01:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-10-26T01:00:00Z", "2025-10-26T01:00:00.5Z", "2025-10-26T01:30:00Z", "2025-10-26T01:59:59Z"
            })
    void whoAsksWithinTheRepeatedHourIsToldATimeAfterIt(String asked) {
        assertThat(Jobs.times("* * * * *", BERLIN).next(Instant.parse(asked)))
                .contains(Instant.parse("2025-10-26T02:00:00Z"));
    }

    @Test
    void aDayThatWasLeftOutIsMadeUpForAtItsEnd() {
        // Samoa had no 30 December 2011; the 31st began at 10:00 UTC of the 30th.
        assertThat(due("0 12 * * *", "Pacific/Apia", "2011-12-29T23:00:00Z", 2))
                .containsExactly(Instant.parse("2011-12-30T10:00:00Z"), Instant.parse("2011-12-30T22:00:00Z"));
        assertThat(due("0 0 * * *", "Pacific/Apia", "2011-12-29T23:00:00Z", 2))
                .containsExactly(Instant.parse("2011-12-30T10:00:00Z"), Instant.parse("2011-12-31T10:00:00Z"));
    }

    @Test
    void midnightMayNotExist() {
        // Beirut, 2022-03-27: 00:00 becomes 01:00.
        assertThat(due("@daily", "Asia/Beirut", "2022-03-26T00:00:00Z", 2))
                .containsExactly(Instant.parse("2022-03-26T22:00:00Z"), Instant.parse("2022-03-27T21:00:00Z"));
    }

    @Test
    void theResultIsStrictlyLater() {
        JobTimes times = Jobs.times("* * * * * *", "UTC");
        assertThat(times.next(Instant.parse("2025-01-01T00:00:00Z"))).contains(Instant.parse("2025-01-01T00:00:01Z"));
        assertThat(times.next(Instant.parse("2025-01-01T00:00:00.999999999Z")))
                .contains(Instant.parse("2025-01-01T00:00:01Z"));
        assertThat(Jobs.times("@hourly", "UTC").next(Instant.parse("2025-01-01T00:59:59.999999999Z")))
                .contains(Instant.parse("2025-01-01T01:00:00Z"));
    }

    @Test
    void theBoundsAreIncluded() {
        assertThat(within("0 6 * * *", BERLIN, "2025-02-01T06:00:00", "2025-02-03T06:00:00"))
                .containsExactly(
                        Instant.parse("2025-02-01T05:00:00Z"),
                        Instant.parse("2025-02-02T05:00:00Z"),
                        Instant.parse("2025-02-03T05:00:00Z"));
        assertThat(within("0 6 * * *", BERLIN, "2025-02-01T06:00:01", "2025-02-03T05:59:59"))
                .containsExactly(Instant.parse("2025-02-02T05:00:00Z"));
    }

    @Test
    void theBoundsAreReadInTheZone() {
        assertThat(within("0 * * * *", "Pacific/Kiritimati", "2025-01-01T00:00:00", "2025-01-01T01:30:00"))
                .containsExactly(Instant.parse("2024-12-31T10:00:00Z"), Instant.parse("2024-12-31T11:00:00Z"));
    }

    @Test
    void nothingIsDueWhileTheClockShowsMoreThanTheLastBound() {
        // 02:15 and 02:45 do not exist and would be due at 03:00.
        assertThat(within("15,45 2 30 3 *", BERLIN, "2025-03-30T00:00:00", "2025-03-30T02:30:00"))
                .isEmpty();
        assertThat(within("15,45 2 30 3 *", BERLIN, "2025-03-30T00:00:00", "2025-03-30T03:00:00"))
                .containsExactly(Instant.parse("2025-03-30T01:00:00Z"));
        assertThat(within("15 2 30 3 *", BERLIN, "2025-03-30T02:30:00", "2025-03-30T04:00:00"))
                .containsExactly(Instant.parse("2025-03-30T01:00:00Z"));
    }

    @Test
    void aBoundThatOccursTwiceMeansTheFirstTime() {
        assertThat(within("*/30 2,3 * * *", BERLIN, "2025-10-26T02:30:00", "2025-10-26T03:00:00"))
                .containsExactly(Instant.parse("2025-10-26T00:30:00Z"), Instant.parse("2025-10-26T02:00:00Z"));
        assertThat(within("15,45 2 * * *", BERLIN, "2025-10-26T00:00:00", "2025-10-26T02:30:00"))
                .containsExactly(Instant.parse("2025-10-26T00:15:00Z"));
    }

    @Test
    void aScheduleMayNeverFire() {
        assertThat(Jobs.times("0 0 30 2 *", "UTC").everFires()).isFalse();
        assertThat(Jobs.times("0 0 31 2,4,6,9,11 *", BERLIN).everFires()).isFalse();
        assertThat(JobTimes.of(Jobs.bounded("0 0 29 2 *", "UTC", "2025-01-01T00:00:00", "2027-12-31T23:59:59"))
                        .everFires())
                .isFalse();
        assertThat(Jobs.times("0 0 30 2 1", "UTC").everFires())
                .as("either field for days is enough")
                .isTrue();
    }

    @Test
    void aLeapDayIsFoundAcrossACenturyWithoutOne() {
        assertThat(due("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", 1))
                .containsExactly(Instant.parse("2104-02-29T00:00:00Z"));
        // On a Sunday: forty years lie between these two.
        assertThat(due("0 0 29 2 */7", "UTC", "2088-01-01T00:00:00Z", 2))
                .containsExactly(Instant.parse("2088-02-29T00:00:00Z"), Instant.parse("2128-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"* * * * * *", "0 0 29 2 */7", "@yearly", "0 0 30 2 *"})
    void noInstantIsTooEarlyOrTooLate(String expression) {
        for (String zone : List.of("UTC", BERLIN, "Pacific/Kiritimati", "Etc/GMT+12")) {
            JobTimes times = Jobs.times(expression, zone);
            assertThat(times.next(Instant.MAX)).isEmpty();
            assertThat(times.next(Instant.MAX.minusNanos(1))).isEmpty();
            assertThat(times.next(Instant.MIN)).isEqualTo(times.next(Instant.MIN.plusSeconds(1)));
            times.next(Instant.EPOCH).ifPresent(due -> assertThat(due).isAfter(Instant.EPOCH));
            assertThat(times.next(Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000)).stream())
                    .allSatisfy(due -> assertThat(due.toEpochMilli()).isPositive());
        }
        assertThat(JobTimes.of(Jobs.bounded("* * * * * *", "UTC", "9999-12-31T23:59:59", null))
                        .everFires())
                .isTrue();
    }

    @Test
    void noQuestionTakesLong() {
        List<JobTimes> hard = List.of(
                Jobs.times("0 0 30 2 *", BERLIN),
                Jobs.times("0 0 29 2 */7", BERLIN),
                Jobs.times("59 59 23 31 12 *", BERLIN),
                Jobs.times("* * * * * *", BERLIN),
                JobTimes.of(Jobs.bounded("0 0 29 2 */7", BERLIN, "2029-01-01T00:00:00", "2031-01-01T00:00:00")));
        long begin = System.nanoTime();
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            Instant asked = LocalDateTime.of(2025, 10, 26, 2, 0)
                    .atZone(ZoneId.of(BERLIN))
                    .toInstant()
                    .plusSeconds(60L * i);
            hard.forEach(times -> times.next(asked));
        }
        long each = (System.nanoTime() - begin) / ((long) rounds * hard.size());
        assertThat(each).as("nanoseconds for one question").isLessThan(20_000_000);
    }

    @Test
    void upcomingEndsWithTheJob() {
        JobTimes times = JobTimes.of(Jobs.bounded("@daily", "UTC", null, "2025-01-03T23:59:59"));
        Instant asked = Instant.parse("2025-01-01T12:00:00Z");
        assertThat(JobTimes.upcoming(times, asked, 10)).hasSize(2);
        assertThat(JobTimes.upcoming(times, asked, 1)).hasSize(1);
        assertThat(JobTimes.upcoming(times, asked, 0)).isEmpty();
        assertThat(JobTimes.upcoming(times, Instant.MAX, 5)).isEmpty();
    }

    @Test
    void aJobWhoseScheduleWasNeverCheckedIsRefused() {
        assertThatThrownBy(() -> Jobs.times("61 * * * *", "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minute \"61\"");
    }

    private static List<Instant> due(String expression, String zone, String after, int count) {
        return JobTimes.upcoming(Jobs.times(expression, zone), Instant.parse(after), count);
    }

    private static List<Instant> within(String expression, String zone, String notBefore, String notAfter) {
        return JobTimes.upcoming(
                JobTimes.of(Jobs.bounded(expression, zone, notBefore, notAfter)), Instant.MIN, Integer.MAX_VALUE);
    }
}
