package io.processmaster.daemon.core.app;

import java.time.Duration;
import java.util.Optional;

/** The processes were told to end; the kernel has the last word. */
final class StoppingHandler extends IgnoringHandler {
    /** How long the kernel may take to empty a killed cgroup before it is called stuck and killed again. */
    static final Duration KILL_CONFIRM = Duration.ofSeconds(3);

    private final AppState.Stopping state;

    StoppingHandler(Step step, AppState.Stopping state) {
        super(step);
        this.state = state;
    }

    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        return Transition.to(wantedUp(e.cause()).with(with(state.step(), Next.START, state.tally()), e.why(), now));
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return Transition.to(wantedUp(e.cause()).with(with(state.step(), Next.START, state.tally()), e.why(), now));
    }

    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        return Transition.to(wantedDown(e.cause()).with(with(state.step(), Next.REST, state.tally()), e.why(), now));
    }

    @Override
    public Transition stopCommandEnded(AppEvent.StopCommandEnded e) {
        if (isStale(e.run()) || state.step() != AppState.Stopping.Step.COMMAND) {
            return stay();
        }
        AppLife waiting = life.quietly(with(AppState.Stopping.Step.WAITING, state.next(), state.tally()));
        return e.good()
                ? Transition.to(waiting)
                : Transition.to(
                        waiting,
                        new AppEffect.Note("stop", "stop_command_failed", e.words() + "; falling back to the signal"),
                        new AppEffect.SignalAll(state.run()));
    }

    @Override
    public Transition signalled(AppEvent.Signalled e) {
        if (isStale(e.run())) {
            return stay();
        }
        Transition counted = Transition.to(
                life.quietly(with(state.step(), state.next(), state.tally().withSignalled(e.count()))));
        return e.problem().isEmpty() ? counted : counted.and(new AppEffect.Note("stop", "signal_failed", e.problem()));
    }

    @Override
    public Transition killed(AppEvent.Killed e) {
        if (isStale(e.run())) {
            return stay();
        }
        StopTally tally = state.step() == AppState.Stopping.Step.STUCK
                ? state.tally()
                : state.tally().withKilled(e.count());
        Transition counted = Transition.to(life.quietly(with(state.step(), state.next(), tally)));
        return e.problem().isEmpty() ? counted : counted.and(new AppEffect.Note("stop", "kill_failed", e.problem()));
    }

    @Override
    public Transition timerFired(AppEvent.TimerFired e) {
        boolean again = e.timer() == TimerId.KILL_CONFIRM;
        if (isStale(e.run()) || !(again || e.timer() == TimerId.STOP_GRACE)) {
            return stay();
        }
        AppState.Stopping.Step step = again ? AppState.Stopping.Step.STUCK : AppState.Stopping.Step.KILLED;
        String why = again ? "killed, but the kernel does not report the cgroup empty" : life.reason();
        Transition kill = Transition.to(
                life.with(with(step, state.next(), state.tally()), why, now),
                new AppEffect.KillAll(state.run()),
                new AppEffect.ArmTimer(TimerId.KILL_CONFIRM, state.run(), now.plus(KILL_CONFIRM)));
        if (again) {
            return state.step() == AppState.Stopping.Step.STUCK
                    ? kill
                    : kill.and(new AppEffect.Note("stop", "stop_stuck", why));
        }
        return kill.and(new AppEffect.Note("stop", "grace_expired", "grace period is over, killing what is left"));
    }

    @Override
    public Transition emptied(AppEvent.Emptied e) {
        if (isStale(e.run())) {
            return stay();
        }
        AppState collecting =
                new AppState.Collecting(state.run(), state.facts(), now, Optional.of(state.tally()), state.next());
        return Transition.to(
                life.quietly(collecting),
                new AppEffect.CancelTimer(TimerId.STOP_GRACE),
                new AppEffect.CancelTimer(TimerId.KILL_CONFIRM),
                new AppEffect.Collect(state.run(), state.facts()));
    }

    private AppState.Stopping with(AppState.Stopping.Step step, Next next, StopTally tally) {
        return new AppState.Stopping(state.run(), state.facts(), step, next, tally);
    }
}
