package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.TimerId;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.schedule.Timetable;
import io.processmaster.daemon.core.schedule.Upcoming;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the schedules of all jobs, with one timer for each; belongs to the loop. */
final class Schedules {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    // A tick may be thousands of years away, farther than the monotonic clock counts.
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    // A timer may run out a moment before the wall clock shows the tick.
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final long NO_RUN = 0;

    private final SupervisorLoop loop;
    private final Function<JobSpec, FireTimes> compiler;

    Schedules(SupervisorLoop loop, Function<JobSpec, FireTimes> compiler) {
        this.loop = loop;
        this.compiler = compiler;
    }

    /** The daemon has started: goes on where the one before was, if it is still the same schedule. */
    void resume(AppCell cell, Optional<SavedApp> saved) {
        guarded(cell, () -> cell.spec().job().ifPresent(job -> {
            cell.follow(Optional.of(goneOn(job, saved)), Optional.of(compiler.apply(job)));
            look(cell, true);
        }));
    }

    /** The same, but nothing is followed before the definition comes into force. */
    void hold(AppCell cell, Optional<SavedApp> saved) {
        guarded(cell, () -> cell.spec()
                .job()
                .ifPresent(job -> cell.follow(Optional.of(goneOn(job, saved)), Optional.empty())));
    }

    private Timetable goneOn(JobSpec job, Optional<SavedApp> saved) {
        Instant now = now().wall();
        String rule = Timetable.ruleOf(job);
        Optional<Timetable> before = saved.flatMap(SavedApp::timetable);
        boolean same = before.isPresent()
                && before.get().rule().equals(rule)
                && saved.filter(SavedApp::enabled).isPresent();
        return same ? before.get() : before.map(t -> t.anew(now, rule)).orElse(Timetable.from(now, rule));
    }

    /** A definition has come into force; {@code before} is the one until now, empty for a new app. */
    void redefined(AppCell cell, Optional<AppSpec> before) {
        guarded(cell, () -> {
            Optional<JobSpec> job = cell.spec().job();
            if (job.isEmpty()) {
                cell.follow(Optional.empty(), Optional.empty());
                stopLooking(cell);
                return;
            }
            boolean wasHeld = cell.times().isEmpty() && cell.timetable().isPresent();
            if (cell.times().isEmpty() || !before.flatMap(AppSpec::job).equals(job)) {
                cell.follow(cell.timetable(), Optional.of(compiler.apply(job.get())));
            }
            String rule = Timetable.ruleOf(job.get());
            Instant now = now().wall();
            boolean enabledNow =
                    cell.spec().enabled() && before.filter(AppSpec::enabled).isEmpty();
            boolean same = cell.timetable().filter(t -> t.rule().equals(rule)).isPresent() && !enabledNow;
            if (!same) {
                Timetable anew = cell.timetable().map(t -> t.anew(now, rule)).orElse(Timetable.from(now, rule));
                cell.follow(Optional.of(anew), cell.times());
            }
            // What came due while it was held back was missed, as it is while no daemon runs.
            look(cell, wasHeld);
        });
    }

    /** The timer ran out. */
    void look(AppName app) {
        loop.cell(app).ifPresent(cell -> guarded(cell, () -> look(cell, false)));
    }

    /** Somebody set the wall clock, or the host slept: every timer was made for a clock that is no more. */
    void clockWasSet() {
        for (AppCell cell : loop.cells()) {
            guarded(cell, () -> look(cell, false));
        }
    }

    private void look(AppCell cell, boolean boot) {
        if (cell.timetable().isEmpty() || cell.times().isEmpty() || !isFollowed(cell)) {
            stopLooking(cell);
            return;
        }
        Timetable timetable = cell.timetable().get();
        FireTimes times = cell.times().get();
        JobSpec job = cell.spec().job().orElseThrow();
        Moment now = now();
        Timetable.Decision decision = timetable.decide(times, job.missedRuns(), boot, now.wall());
        Optional<Instant> next = decision.next().nextRun(times, now.wall());
        cell.follow(Optional.of(decision.next()), cell.times());
        cell.expect(next.map(first -> new Upcoming(first, times)));
        loop.touch();
        if (next.isPresent()) {
            loop.arm(cell.spec().name(), TimerId.TICK, NO_RUN, now.plus(delay(now.wall(), next.get())));
        } else {
            loop.disarm(cell.spec().name(), TimerId.TICK);
        }
        tell(cell, job, decision);
        decision.due().ifPresent(due -> fire(cell, job, decision, due));
    }

    /** Whether the schedule may start a run now. */
    boolean isFollowed(AppCell cell) {
        return cell.spec().job().isPresent() && cell.spec().enabled() && !cell.isRemoved() && !loop.isShuttingDown();
    }

    private void stopLooking(AppCell cell) {
        cell.expect(Optional.empty());
        loop.disarm(cell.spec().name(), TimerId.TICK);
        loop.touch();
    }

    private static Duration delay(Instant now, Instant next) {
        Duration delay = Duration.between(now, next);
        if (delay.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT;
    }

    private void tell(AppCell cell, JobSpec job, Timetable.Decision decision) {
        AppName app = cell.spec().name();
        if (decision.clockSetBack()) {
            loop.note(
                    "schedule",
                    app,
                    "clock_set_back",
                    "the wall clock was set back by more than " + Timetable.WRONG_CLOCK.toHours()
                            + " h; the schedule is followed from now on");
        }
        if (decision.missed() > 0) {
            String what = decision.due().isEmpty()
                    ? "left out (missed_runs: skip)"
                    : decision.due().get().catchUp() ? "made up for by one run (missed_runs: once)" : "left out";
            loop.note(
                    "schedule",
                    app,
                    "runs_missed",
                    count(decision) + " of " + job.schedule() + " missed, " + what,
                    Map.of("count", Integer.toString(decision.missed())));
        }
    }

    private static String count(Timetable.Decision decision) {
        int missed = decision.missed();
        return missed + (decision.more() ? "+" : "") + (missed == 1 ? " run" : " runs");
    }

    private void fire(AppCell cell, JobSpec job, Timetable.Decision decision, Timetable.Due due) {
        AppEvent.StartRequested start = due.catchUp()
                ? new AppEvent.StartRequested(StartCause.CATCH_UP, "makes up for " + count(decision) + " missed")
                : new AppEvent.StartRequested(
                        StartCause.SCHEDULE,
                        "scheduled for " + due.tick().atZone(job.zone()).format(SECONDS));
        loop.tick(cell, start);
    }

    private Moment now() {
        return loop.ports().time().now();
    }

    // A bug in one schedule must not take the loop, and with it every other app, down.
    private void guarded(AppCell cell, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error(
                    "app={} its schedule cannot be followed because of a bug",
                    cell.spec().name(),
                    e);
            loop.note("engine", cell.spec().name(), "internal_error", "cannot follow the schedule: " + e);
            stopLooking(cell);
        }
    }
}
