package io.processmaster.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions, zones and moments against an independent calculation; a seed replays one of them. */
final class JobTimesRandomTest {
    private static final int ROUNDS = 150;
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "Europe/Dublin",
            "America/New_York",
            "America/Sao_Paulo",
            "America/Havana",
            "America/St_Johns",
            "Asia/Kolkata",
            "Asia/Beirut",
            "Asia/Tehran",
            "Asia/Gaza",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Chatham",
            "Africa/Casablanca",
            "Africa/Cairo",
            "Antarctica/Troll");

    @Test
    void theyAgreeWithTheClockOnTheWall() {
        Long replay = Long.getLong("pm.seed");
        long first = replay != null ? replay : System.nanoTime() & 0xffff_ffffL;
        int rounds = replay != null ? 1 : ROUNDS;
        System.out.println("schedules: " + rounds + " from seed " + first);
        int due = 0;
        for (long seed = first; seed < first + rounds; seed++) {
            due += compare(new Random(seed), seed);
        }
        if (replay == null) {
            assertThat(due).as("the expressions are due now and then").isGreaterThan(ROUNDS * 10);
        }
    }

    private static int compare(Random random, long seed) {
        boolean withSeconds = random.nextInt(4) == 0;
        String expression = new RandomCron(random).expression(withSeconds);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Duration tick = withSeconds ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        Duration length = withSeconds ? Duration.ofHours(30) : Duration.ofDays(30);
        Instant start = aroundAChange(zone, random).minus(length.dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
        String label = expression + " in " + zone + " from " + start + ", replay with -Dpm.seed=" + seed;

        List<Instant> expected = new WallClock(zone, tick).between(start, start.plus(length), expression);
        JobTimes times = Jobs.times(expression, zone.getId());
        List<Instant> due = JobTimes.upcoming(times, start.minusNanos(1), expected.size());
        assertThat(due).as(label).isEqualTo(expected);
        for (int i = 0; i < 50; i++) {
            Instant asked = start.plusNanos((long) (random.nextDouble() * length.toNanos()));
            Instant told = times.next(asked).orElse(Instant.MAX);
            Instant right =
                    expected.stream().filter(asked::isBefore).findFirst().orElse(start.plus(length));
            assertThat(told.isBefore(start.plus(length)) ? told : start.plus(length))
                    .as("after %s: %s", asked, label)
                    .isEqualTo(right);
        }
        return expected.size();
    }

    /** A moment of the last decades or the next, more often than not one at which the clocks change. */
    private static Instant aroundAChange(ZoneId zone, Random random) {
        Instant any = Instant.parse("1990-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(24 * 365 * 50)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        return change == null || random.nextInt(4) == 0 ? any : change.getInstant();
    }
}
