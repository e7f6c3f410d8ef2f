package io.processmaster.daemon.core.app;

import io.processmaster.common.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cgroup is populated. */
final class RunningHandler extends IgnoringHandler {
    private final AppState.Running state;

    RunningHandler(Step step, AppState.Running state) {
        super(step);
        this.state = state;
    }

    /** It runs already: that is what was asked for; but a person's word counts from now on. */
    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        return Transition.to(wantedUp(e.cause()));
    }

    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        return stop(wantedDown(e.cause()), Next.REST, e.why());
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return stop(wantedUp(e.cause()), Next.START, e.why());
    }

    /** It takes longer than it may. */
    @Override
    public Transition timerFired(AppEvent.TimerFired e) {
        if (e.timer() != TimerId.OVERTIME
                || isStale(e.run())
                || rules.maxTimePerRun().isEmpty()) {
            return stay();
        }
        String why = "overtime: runs longer than its max_time_per_run of "
                + TimeSpan.text(rules.maxTimePerRun().get());
        return stop(life, Next.REST, why, StopTally.overtime(now))
                .and(new AppEffect.Note("schedule", "overtime", why + ", stopping it"));
    }

    Transition stop(AppLife from, Next next, String why) {
        return stop(from, next, why, StopTally.begin(now));
    }

    private Transition stop(AppLife from, Next next, String why, StopTally tally) {
        List<AppEffect> effects = new ArrayList<>();
        effects.add(
                rules.stopByCommand()
                        ? new AppEffect.RunStopCommand(state.run(), now.plus(rules.grace()))
                        : new AppEffect.SignalAll(state.run()));
        if (state.paused()) {
            // The signal waits in the frozen processes and is met as soon as they go on.
            effects.add(rules.stopByCommand() ? 0 : 1, new AppEffect.Freeze(state.run(), false));
        }
        effects.add(new AppEffect.ArmTimer(TimerId.STOP_GRACE, state.run(), now.plus(rules.grace())));
        AppState.Stopping.Step step =
                rules.stopByCommand() ? AppState.Stopping.Step.COMMAND : AppState.Stopping.Step.WAITING;
        AppState stopping = new AppState.Stopping(state.run(), state.facts(), step, next, tally);
        return new Transition(from.with(stopping, why, now), effects).and(unwatched());
    }

    @Override
    public Transition pauseRequested(AppEvent.PauseRequested e) {
        if (state.paused() == e.pause()) {
            return stay();
        }
        return Transition.to(
                life.with(paused(e.pause()), e.why(), now),
                new AppEffect.Freeze(state.run(), e.pause()),
                new AppEffect.Note("state", e.pause() ? "paused" : "resumed", e.why()));
    }

    @Override
    public Transition freezeFailed(AppEvent.FreezeFailed e) {
        if (isStale(e.run())) {
            return stay();
        }
        return Transition.to(
                life.with(paused(!e.pause()), e.problem(), now),
                new AppEffect.Note("state", "freeze_failed", e.problem()));
    }

    private AppState paused(boolean paused) {
        return new AppState.Running(state.run(), state.facts(), state.mainExit(), paused);
    }

    @Override
    public Transition mainExited(AppEvent.MainExited e) {
        return isStale(e.run())
                ? stay()
                : Transition.to(life.quietly(
                        new AppState.Running(state.run(), state.facts(), Optional.of(e.status()), state.paused())));
    }

    @Override
    public Transition emptied(AppEvent.Emptied e) {
        return isStale(e.run()) ? stay() : collect(Optional.empty(), Next.REST);
    }

    Transition collect(Optional<StopTally> stop, Next next) {
        AppState collecting = new AppState.Collecting(state.run(), state.facts(), now, stop, next);
        return Transition.to(life.quietly(collecting), new AppEffect.Collect(state.run(), state.facts()))
                .and(unwatched());
    }

    private AppEffect[] unwatched() {
        return rules.maxTimePerRun().isPresent()
                ? new AppEffect[] {new AppEffect.CancelTimer(TimerId.OVERTIME)}
                : new AppEffect[0];
    }
}
