package io.processmaster.daemon.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.JobSpec.MissedRuns;
import io.processmaster.daemon.EverySeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FireTimes MINUTELY = new EverySeconds(60);
    private static final FireTimes HOURLY = new EverySeconds(3_600);
    private static final String RULE = "rule";

    private static Timetable.Decision at(Timetable timetable, FireTimes times, Instant now) {
        return timetable.decide(times, MissedRuns.SKIP, false, now);
    }

    private static Timetable.Decision boot(FireTimes times, MissedRuns policy, Instant now) {
        return Timetable.from(NOON, RULE).decide(times, policy, true, now);
    }

    @Test
    void nothingIsDueBeforeTheTick() {
        Timetable timetable = Timetable.from(NOON, RULE);
        Timetable.Decision decision = at(timetable, MINUTELY, NOON.plusSeconds(59));
        assertThat(decision).isEqualTo(new Timetable.Decision(timetable, Optional.empty(), 0, false, false));
        assertThat(timetable.nextRun(MINUTELY, NOON.plusSeconds(59))).contains(NOON.plusSeconds(60));
    }

    @Test
    void aTickIsDueOnce() {
        Timetable.Decision decision = at(Timetable.from(NOON, RULE), MINUTELY, NOON.plusMillis(60_003));
        assertThat(decision.due()).contains(new Timetable.Due(NOON.plusSeconds(60), false));
        assertThat(decision.missed()).isZero();
        Timetable.Decision again = at(decision.next(), MINUTELY, NOON.plusMillis(60_003));
        assertThat(again.due()).isEmpty();
        assertThat(decision.next().nextRun(MINUTELY, NOON.plusMillis(60_003))).contains(NOON.plusSeconds(120));
    }

    @Test
    void aMinuteIsNotLateAndMoreIs() {
        Timetable timetable = Timetable.from(NOON, RULE);
        Instant tick = NOON.plusSeconds(3_600);
        assertThat(at(timetable, HOURLY, tick.plusSeconds(60)).due()).contains(new Timetable.Due(tick, false));
        Timetable.Decision late = at(timetable, HOURLY, tick.plusSeconds(60).plusMillis(1));
        assertThat(late.due()).isEmpty();
        assertThat(late.missed()).isEqualTo(1);
    }

    @Test
    void ofTicksThatCameDueTogetherTheNewestRuns() {
        Timetable.Decision decision = at(Timetable.from(NOON, RULE), new EverySeconds(1), NOON.plusSeconds(5));
        assertThat(decision.due()).contains(new Timetable.Due(NOON.plusSeconds(5), false));
        assertThat(decision.missed()).isEqualTo(4);
    }

    @Test
    void aBootForgivesNoLateness() {
        Instant now = NOON.plusSeconds(61);
        assertThat(boot(MINUTELY, MissedRuns.SKIP, now).due()).isEmpty();
        assertThat(boot(MINUTELY, MissedRuns.SKIP, now).missed()).isEqualTo(1);
        assertThat(boot(MINUTELY, MissedRuns.ONCE, now).due()).contains(new Timetable.Due(NOON.plusSeconds(60), true));
    }

    @Test
    void aBootWithinTheMinuteHasMissedNothing() {
        assertThat(boot(MINUTELY, MissedRuns.ONCE, NOON.plusSeconds(59)).missed())
                .isZero();
    }

    @Test
    void oneRunMakesUpForAllThatWereMissed() {
        Timetable.Decision decision = boot(MINUTELY, MissedRuns.ONCE, NOON.plus(Duration.ofHours(2)));
        assertThat(decision.missed()).isEqualTo(120);
        assertThat(decision.due().orElseThrow().catchUp()).isTrue();
        assertThat(at(decision.next(), MINUTELY, NOON.plus(Duration.ofHours(2))).missed())
                .isZero();
    }

    @Test
    void aJumpOfAYearIsOneDecisionAndLittleCounting() {
        Instant later = NOON.plus(Duration.ofDays(365)).plusMillis(500);
        Timetable.Decision decision = at(Timetable.from(NOON, RULE), new EverySeconds(1), later);
        assertThat(decision.due()).contains(new Timetable.Due(later.minusMillis(500), false));
        assertThat(decision.missed()).isEqualTo(Timetable.MOST_COUNTED - 1);
        assertThat(decision.more()).isTrue();
        assertThat(at(decision.next(), new EverySeconds(1), later).missed()).isZero();
    }

    @Test
    void aClockThatGoesBackALittleRunsNothingTwice() {
        Timetable ran =
                at(Timetable.from(NOON, RULE), MINUTELY, NOON.plusSeconds(60)).next();
        Instant back = NOON.minus(Duration.ofHours(2));
        assertThat(at(ran, MINUTELY, back)).isEqualTo(new Timetable.Decision(ran, Optional.empty(), 0, false, false));
        assertThat(ran.nextRun(MINUTELY, back)).contains(NOON.plusSeconds(120));
    }

    @Test
    void aMarkFarAheadWasMadeByAWrongClock() {
        Timetable ran =
                at(Timetable.from(NOON, RULE), MINUTELY, NOON.plusSeconds(60)).next();
        Instant back = NOON.minus(Duration.ofHours(4));
        Timetable.Decision decision = at(ran, MINUTELY, back);
        assertThat(decision.clockSetBack()).isTrue();
        assertThat(decision.due()).isEmpty();
        assertThat(decision.next().mark()).isEqualTo(back);
        assertThat(decision.next().nextRun(MINUTELY, back)).contains(back.plusSeconds(60));
    }

    @Test
    void whatRanBeforeTheClockWentFarBackAndForthIsNotRunAgain() {
        Timetable timetable = Timetable.from(NOON, RULE);
        for (int i = 1; i <= 100; i++) {
            timetable = at(timetable, MINUTELY, NOON.plusSeconds(60L * i)).next();
        }
        assertThat(timetable.handled().spans()).as("no gap, one span").hasSize(1);
        timetable = at(timetable, MINUTELY, NOON.minus(Duration.ofHours(4))).next();
        Timetable.Decision decision = at(timetable, MINUTELY, NOON.plusSeconds(60L * 50));
        assertThat(decision.due()).isEmpty();
        assertThat(decision.next().nextRun(MINUTELY, NOON.plusSeconds(60L * 50)))
                .contains(NOON.plusSeconds(60L * 101));
    }

    @Test
    void aChangedScheduleHasMissedNothing() {
        Instant later = NOON.plus(Duration.ofHours(5));
        Timetable anew = Timetable.from(NOON, RULE).anew(later, "other rule");
        assertThat(at(anew, MINUTELY, later.plusSeconds(1)).missed()).isZero();
    }

    @Test
    void aScheduleThatIsOverHasNoNextRun() {
        FireTimes over = after -> after.isBefore(NOON) ? Optional.of(NOON) : Optional.empty();
        Timetable timetable = Timetable.from(NOON.minusSeconds(1), RULE);
        Timetable.Decision last = at(timetable, over, NOON);
        assertThat(last.due()).contains(new Timetable.Due(NOON, false));
        assertThat(last.next().nextRun(over, NOON)).isEmpty();
    }

    @Test
    void spansThatTouchBecomeOneAndTooManyLoseTheNarrowestGap() {
        Handled handled = Handled.NOTHING;
        for (int i = 0; i < Handled.MOST; i++) {
            handled = handled.with(NOON.plusSeconds(1_000L * i), false);
        }
        handled = handled.with(NOON.plusSeconds(500), false);
        assertThat(handled.spans()).hasSize(Handled.MOST);
        assertThat(handled.newest()).contains(NOON.plusSeconds(500));
        assertThat(handled.around(NOON)).contains(new Handled.Span(NOON, NOON.plusSeconds(500)));
        Handled joined = handled.with(NOON.plusSeconds(2_500), true);
        assertThat(joined.spans().get(joined.spans().size() - 1))
                .isEqualTo(new Handled.Span(NOON, NOON.plusSeconds(2_500)));
        assertThat(joined.spans())
                .doesNotContainAnyElementsOf(
                        List.of(new Handled.Span(NOON.plusSeconds(1_000), NOON.plusSeconds(1_000))));
    }
}
