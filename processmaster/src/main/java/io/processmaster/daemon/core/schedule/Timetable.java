package io.processmaster.daemon.core.schedule;

import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far a job's schedule was followed.
 *
 * @param rule what the schedule was, see {@link #ruleOf}
 * @param mark wall clock; every tick up to here was run, skipped or missed
 * @param handled the ticks that were run
 */
public record Timetable(String rule, Instant mark, Handled handled) {
    /** A tick that is noticed later than this was missed; a busy host, or a clock that is corrected, is not that late. */
    public static final Duration LATENESS = Duration.ofSeconds(60);

    /** A mark farther ahead than this was made by a clock that was wrong. */
    public static final Duration WRONG_CLOCK = Duration.ofHours(3);

    /** Missed ticks are counted up to here; a clock that jumps a year must not cost a year's worth of counting. */
    public static final int MOST_COUNTED = 1_000;

    /**
     * What is to be done now.
     *
     * @param next the timetable from here on
     * @param due what is to be run; empty when nothing is
     * @param missed how many ticks are left out, at most {@link #MOST_COUNTED}
     * @param more whether more than that were missed
     * @param clockSetBack whether the mark was made by a clock that was wrong, and begins anew
     */
    public record Decision(Timetable next, Optional<Due> due, int missed, boolean more, boolean clockSetBack) {}

    /**
     * One run.
     *
     * @param tick for when it was scheduled; for a run that makes up for missed ones the first of them
     * @param catchUp whether it makes up for missed ones
     */
    public record Due(Instant tick, boolean catchUp) {}

    /** Followed from {@code now} on: nothing before was missed. */
    public static Timetable from(Instant now, String rule) {
        return new Timetable(rule, millis(now), Handled.NOTHING);
    }

    /** The same memory with a schedule that is followed from {@code now} on: nothing before was missed. */
    public Timetable anew(Instant now, String newRule) {
        return new Timetable(newRule, millis(now), handled);
    }

    /** What tells one schedule from another: expression, zone and bounds. */
    public static String ruleOf(JobSpec job) {
        return job.schedule() + " | " + job.zone() + " | "
                + job.notBefore().map(Object::toString).orElse("-") + " | "
                + job.notAfter().map(Object::toString).orElse("-");
    }

    /**
     * Decides; there is at most one run, whatever the clock did.
     *
     * @param times of the schedule
     * @param policy what becomes of missed runs
     * @param boot whether the daemon has just started: then what lies behind was missed, however little
     * @param now wall clock
     */
    public Decision decide(FireTimes times, JobSpec.MissedRuns policy, boolean boot, Instant now) {
        if (mark.isAfter(now.plus(WRONG_CLOCK))) {
            return new Decision(anew(now, rule), Optional.empty(), 0, false, true);
        }
        Optional<Instant> first = open(times, mark).filter(tick -> !tick.isAfter(now));
        if (first.isEmpty()) {
            return new Decision(this, Optional.empty(), 0, false, false);
        }
        int count = 0;
        Optional<Instant> tick = first;
        while (tick.isPresent() && !tick.get().isAfter(now) && count < MOST_COUNTED) {
            count++;
            tick = open(times, tick.get());
        }
        boolean more = tick.isPresent() && !tick.get().isAfter(now);
        Timetable followed = anew(now, rule);
        Optional<Instant> fresh = boot ? Optional.empty() : newest(times, now);
        if (fresh.isPresent()) {
            Handled with = handled.with(fresh.get(), goesOn(times, fresh.get()));
            return new Decision(
                    new Timetable(rule, followed.mark, with),
                    Optional.of(new Due(fresh.get(), false)),
                    count - 1,
                    more,
                    false);
        }
        if (policy == JobSpec.MissedRuns.SKIP) {
            return new Decision(followed, Optional.empty(), count, more, false);
        }
        // Only that tick counts as run, not all that it makes up for: the clock may have been a year ahead by mistake.
        Timetable madeUp = new Timetable(rule, followed.mark, handled.with(first.get(), false));
        return new Decision(madeUp, Optional.of(new Due(first.get(), true)), count, more, false);
    }

    /** When it is due next, seen from {@code now}; empty when never again. */
    public Optional<Instant> nextRun(FireTimes times, Instant now) {
        return open(times, mark.isAfter(now) ? mark : now);
    }

    /** The first tick after {@code after} that was not run before. */
    private Optional<Instant> open(FireTimes times, Instant after) {
        Optional<Instant> tick = times.next(after);
        while (tick.isPresent()) {
            Optional<Handled.Span> span = handled.around(tick.get());
            if (span.isEmpty()) {
                return tick;
            }
            tick = times.next(span.get().to());
        }
        return tick;
    }

    /** The newest tick that is not late. */
    private Optional<Instant> newest(FireTimes times, Instant now) {
        Instant early = now.minus(LATENESS).minusNanos(1);
        Optional<Instant> newest = Optional.empty();
        Optional<Instant> tick = open(times, early.isAfter(mark) ? early : mark);
        while (tick.isPresent() && !tick.get().isAfter(now)) {
            newest = tick;
            tick = open(times, tick.get());
        }
        return newest;
    }

    // The tick after the last one is this one, or one of those that came due together with this one.
    private boolean goesOn(FireTimes times, Instant tick) {
        return handled.newest()
                .flatMap(times::next)
                .filter(following -> !following.isAfter(tick)
                        && Duration.between(following, tick).compareTo(LATENESS) <= 0)
                .isPresent();
    }

    // The state file keeps milliseconds; ticks are whole seconds, so that none comes to lie behind the mark by this.
    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
