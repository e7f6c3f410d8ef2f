package io.processmaster.daemon.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.JobSpec.MissedRuns;
import io.processmaster.daemon.EverySeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A wall clock that is set to and fro under a job; whatever it does, no tick runs twice and nothing comes in storms. */
class ClockWalkTest {
    private static final List<Duration> LEAPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(365), Duration.ofDays(-365));

    @Test
    void anHourAndAYearToAndFroInEveryOrder() {
        permute(LEAPS, List.of());
    }

    private static void permute(List<Duration> left, List<Duration> order) {
        for (long period : new long[] {1, 60, 3_600}) {
            Walk walk = new Walk("order " + order + ", every " + period + " s", period, MissedRuns.SKIP);
            walk.run(Duration.ofMinutes(3));
            for (Duration leap : order) {
                walk.leap(leap);
                walk.run(Duration.ofMinutes(3));
            }
        }
        for (Duration next : left) {
            List<Duration> rest =
                    left.stream().filter(leap -> !leap.equals(next)).toList();
            List<Duration> longer =
                    Stream.concat(order.stream(), Stream.of(next)).toList();
            permute(rest, longer);
        }
    }

    @Test
    void aYearAtOnceCostsOneRunAndOneEvent() {
        for (MissedRuns policy : MissedRuns.values()) {
            for (long period : new long[] {1, 60, 3_600, 86_400}) {
                Walk walk = new Walk(policy + ", every " + period + " s", period, policy);
                for (Duration leap : List.of(Duration.ofDays(365), Duration.ofDays(-365), Duration.ofDays(3_650))) {
                    walk.leapAndLookOften(leap);
                }
            }
        }
    }

    @Test
    void manyRandomWalks() {
        Long replay = Long.getLong("pm.seed");
        long first = replay != null ? replay : System.nanoTime() & 0xffff_ffffL;
        int walks = replay != null ? 1 : 100;
        System.out.println("clock: " + walks + " walks from seed " + first);
        for (long seed = first; seed < first + walks; seed++) {
            Random random = new Random(seed);
            long[] periods = {1, 7, 60, 3_600, 86_400};
            MissedRuns policy = random.nextBoolean() ? MissedRuns.ONCE : MissedRuns.SKIP;
            Walk walk = new Walk("replay with -Dpm.seed=" + seed, periods[random.nextInt(periods.length)], policy);
            for (int step = 0; step < 100; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> walk.leap(LEAPS.get(random.nextInt(LEAPS.size())));
                    case 1 -> walk.leap(Duration.ofMillis(random.nextInt(40_000_000) - 20_000_000));
                    case 2 -> walk.daemonAway(Duration.ofSeconds(random.nextInt(500)));
                    default -> walk.run(Duration.ofSeconds(random.nextInt(300)));
                }
            }
        }
    }

    /** What the engine does: looks when the timer runs out, when the clock was set, and at boot. */
    private static final class Walk {
        private final String label;
        private final EverySeconds times;
        private final MissedRuns policy;
        private final Set<Instant> ran = new HashSet<>();
        private int runs;
        private int events;
        private Instant now = Instant.parse("2026-03-01T12:00:00.250Z");
        private Timetable timetable = Timetable.from(now, "rule");

        Walk(String label, long period, MissedRuns policy) {
            this.label = label;
            this.times = new EverySeconds(period);
            this.policy = policy;
        }

        void leap(Duration by) {
            now = now.plus(by);
            look(false);
        }

        /** However much the clock leaps at once, it costs one run and one event at the most; so do all looks after it. */
        void leapAndLookOften(Duration by) {
            int runsBefore = runs;
            int eventsBefore = events;
            leap(by);
            for (int i = 0; i < 100; i++) {
                look(false);
            }
            assertThat(runs - runsBefore).as(label + ": runs after " + by).isBetween(0, 1);
            assertThat(events - eventsBefore).as(label + ": events after " + by).isBetween(0, 1);
        }

        void daemonAway(Duration time) {
            now = now.plus(time);
            look(true);
        }

        /** Time passes as it should. */
        void run(Duration time) {
            Instant end = now.plus(time);
            while (true) {
                Optional<Instant> next = timetable.nextRun(times, now);
                assertThat(next.orElseThrow()).as(label).isAfter(now);
                if (next.get().isAfter(end)) {
                    now = end;
                    assertThat(look(false))
                            .as(label + ": nothing is due between ticks")
                            .isEmpty();
                    return;
                }
                now = next.get().plusMillis(2);
                assertThat(look(false))
                        .as(label + ": the tick that was foretold runs, and no other")
                        .contains(new Timetable.Due(next.get(), false));
            }
        }

        private Optional<Timetable.Due> look(boolean boot) {
            Timetable.Decision decision = timetable.decide(times, policy, boot, now);
            timetable = decision.next();
            assertThat(decision.missed()).as(label).isLessThanOrEqualTo(Timetable.MOST_COUNTED);
            assertThat(timetable.handled().spans().size()).as(label).isLessThanOrEqualTo(Handled.MOST);
            assertThat(timetable.mark())
                    .as(label)
                    .isBefore(now.plus(Timetable.WRONG_CLOCK).plusMillis(1));
            runs += decision.due().isPresent() ? 1 : 0;
            // The engine tells one event for each of these.
            events += (decision.clockSetBack() ? 1 : 0) + (decision.missed() > 0 ? 1 : 0);
            decision.due().ifPresent(due -> assertThat(ran.add(due.tick()))
                    .as(label + ": " + due + " runs once")
                    .isTrue());
            decision.due().filter(due -> !due.catchUp()).ifPresent(due -> {
                assertThat(Duration.between(due.tick(), now))
                        .as(label + ": " + due + " is not late")
                        .isBetween(Duration.ZERO, Timetable.LATENESS);
                assertThat(boot).as(label + ": a boot only catches up").isFalse();
            });
            assertThat(timetable.decide(times, policy, boot, now))
                    .as(label + ": looking twice changes nothing")
                    .isEqualTo(new Timetable.Decision(timetable, Optional.empty(), 0, false, false));
            return decision.due();
        }
    }
}
