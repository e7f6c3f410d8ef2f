package io.processmaster.daemon.core.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.RotationSpec.Frequency;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundariesTest {
    @ParameterizedTest
    @CsvSource({
        "MINUTELY,Europe/Berlin,2026-11-20T16:07:32Z,2026-11-20T16:08:00Z",
        "MINUTELY,Europe/Berlin,2026-11-20T16:08:00Z,2026-11-20T16:09:00Z",
        "HOURLY,Europe/Berlin,2026-11-20T16:07:32Z,2026-11-20T17:00:00Z",
        "HOURLY,Asia/Kolkata,2026-11-20T16:07:32Z,2026-11-20T16:30:00Z",
        "DAILY,Europe/Berlin,2026-11-20T16:07:32Z,2026-11-20T23:00:00Z",
        "DAILY,Europe/Berlin,2026-11-20T23:00:00Z,2026-11-21T23:00:00Z",
        "WEEKLY,Europe/Berlin,2026-11-20T16:07:32Z,2026-11-22T23:00:00Z",
        "WEEKLY,Europe/Berlin,2026-11-22T23:00:00Z,2026-11-29T23:00:00Z",
        "MONTHLY,Europe/Berlin,2026-11-20T16:07:32Z,2026-11-30T23:00:00Z",
        "MONTHLY,UTC,2026-12-31T23:59:59Z,2027-01-01T00:00:00Z",
        // 25 October 2026, 03:00 CEST becomes 02:00 CET: the hour from two to three comes twice, the day is longer.
        "HOURLY,Europe/Berlin,2026-10-25T00:30:00Z,2026-10-25T01:00:00Z",
        "HOURLY,Europe/Berlin,2026-10-25T01:00:00Z,2026-10-25T02:00:00Z",
        "DAILY,Europe/Berlin,2026-10-24T22:00:00Z,2026-10-25T23:00:00Z",
        // 29 March 2026, 02:00 CET becomes 03:00 CEST.
        "HOURLY,Europe/Berlin,2026-03-29T00:30:00Z,2026-03-29T01:00:00Z",
        "DAILY,Europe/Berlin,2026-03-28T23:00:00Z,2026-03-29T22:00:00Z",
        // Midnight itself is missing: the day begins at one.
        "DAILY,America/Sao_Paulo,2018-11-04T02:30:00Z,2018-11-04T03:00:00Z",
        // Half an hour of change.
        "HOURLY,Australia/Lord_Howe,2026-04-04T14:40:00Z,2026-04-04T15:30:00Z"
    })
    void theNextBoundary(Frequency frequency, String zone, Instant now, Instant next) {
        assertThat(Boundaries.after(frequency, now, ZoneId.of(zone))).contains(next);
    }

    @Test
    void noneHasNone() {
        assertThat(Boundaries.after(Frequency.NONE, Instant.EPOCH, ZoneId.of("UTC")))
                .isEmpty();
        assertThat(Boundaries.before(Frequency.NONE, Instant.EPOCH, ZoneId.of("UTC")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Frequency.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void inEveryZoneABoundaryIsAheadAndOneIsBehind(Frequency frequency) {
        Random random = new Random(3);
        String[] zones = {
            "UTC",
            "Europe/Berlin",
            "America/Havana",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "Africa/Cairo"
        };
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZoneId.of(zones[i % zones.length]);
            Instant now =
                    Instant.ofEpochSecond(1_200_000_000L + random.nextInt(600_000_000), random.nextInt(1_000_000));
            Instant next = Boundaries.after(frequency, now, zone).orElseThrow();
            Instant last = Boundaries.before(frequency, now, zone).orElseThrow();
            assertThat(next).as("%s in %s", now, zone).isAfter(now);
            assertThat(last).as("%s in %s", now, zone).isBeforeOrEqualTo(now);
            assertThat(Duration.between(now, next)).isLessThanOrEqualTo(Duration.ofDays(32));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aWeekBeginsOnMonday(int day) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant now = ZonedDateTime.of(2026, 11, 16 + day, 12, 0, 0, 0, zone).toInstant();
        ZonedDateTime next =
                Boundaries.after(Frequency.WEEKLY, now, zone).orElseThrow().atZone(zone);
        assertThat(next.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(next.getDayOfMonth()).isEqualTo(23);
    }
}
