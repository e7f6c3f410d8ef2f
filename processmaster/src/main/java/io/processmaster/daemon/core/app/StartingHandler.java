package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A launch is under way; what comes in meanwhile is remembered until it is reported. */
final class StartingHandler extends IgnoringHandler {
    private static final String LAUNCH_FAILED = "launch_failed";

    private final AppState.Starting state;

    StartingHandler(Step step, AppState.Starting state) {
        super(step);
        this.state = state;
    }

    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        AppLife up = wantedUp(e.cause());
        return state.order() == AppState.Starting.Order.STOP
                ? order(up, AppState.Starting.Order.RESTART, e.why())
                : Transition.to(up);
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return order(wantedUp(e.cause()), AppState.Starting.Order.RESTART, e.why());
    }

    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        return order(wantedDown(e.cause()), AppState.Starting.Order.STOP, e.why());
    }

    private Transition order(AppLife from, AppState.Starting.Order order, String why) {
        AppState next = new AppState.Starting(state.run(), state.began(), order, state.emptied());
        return Transition.to(from.with(next, why, now));
    }

    /** Emptiness may be told before the launch is: it is a fact, not a moment. */
    @Override
    public Transition emptied(AppEvent.Emptied e) {
        return isStale(e.run())
                ? stay()
                : Transition.to(life.quietly(new AppState.Starting(state.run(), state.began(), state.order(), true)));
    }

    @Override
    public Transition launched(AppEvent.Launched e) {
        if (isStale(e.run())) {
            return stay();
        }
        AppState.Running running = new AppState.Running(state.run(), e.facts(), Optional.empty(), false);
        AppLife up = life.with(running, life.reason(), now);
        Step step = new Step(up, rules, now, dice);
        RunningHandler handler = new RunningHandler(step, running);
        if (state.emptied()) {
            return switch (state.order()) {
                case RUN -> handler.collect(Optional.empty(), Next.REST);
                case STOP -> handler.collect(Optional.of(StopTally.begin(now)), Next.REST);
                case RESTART -> handler.collect(Optional.of(StopTally.begin(now)), Next.START);
            };
        }
        return switch (state.order()) {
            case RUN ->
                Overtime.watch(up, rules).map(timer -> Transition.to(up, timer)).orElse(Transition.to(up));
            case STOP -> handler.stop(up, Next.REST, life.reason());
            case RESTART -> handler.stop(up, Next.START, life.reason());
        };
    }

    @Override
    public Transition launchFailed(AppEvent.LaunchFailed e) {
        if (isStale(e.run())) {
            return stay();
        }
        String words = e.failure().reason();
        boolean oomKilled = e.failure().oomKilled();
        AppEffect.KeepRecord record = new AppEffect.KeepRecord(record(words, oomKilled));
        AppLife ended = life.afterExit(new LastExit(
                ExitStatus.UNKNOWN,
                oomKilled,
                now.epochMillis(),
                OptionalLong.of(state.began().epochMillis()),
                Optional.of(LAUNCH_FAILED)));
        return switch (state.order()) {
            case STOP ->
                Transition.to(
                        Endings.atRest(ended, rules)
                                .afterStop(new AppLife.StopReceipt(state.run(), StopTally.begin(now), 0))
                                .with(new AppState.Stopped(state.run(), false), life.reason(), now),
                        record);
            case RESTART ->
                Endings.next(new Step(ended, rules, now, dice), Next.START).first(record);
            case RUN -> failed(ended, e.failure(), words).first(record);
        };
    }

    private Transition failed(AppLife ended, LaunchFailure failure, String words) {
        if (failure.permanent() || rules.job()) {
            String reason = rules.job() ? words + "; " + Endings.SCHEDULE_DECIDES : words;
            return Transition.to(Endings.atRest(ended, rules).with(new AppState.Failed(state.run()), reason, now));
        }
        return Endings.byItself(new Step(ended, rules, now, dice), false, words, Duration.ZERO);
    }

    private RunRecord record(String words, boolean oomKilled) {
        long at = now.epochMillis();
        return new RunRecord(
                state.run(),
                life.trigger().kind().text(),
                life.trigger().words(),
                state.began().epochMillis(),
                at,
                ExitStatus.UNKNOWN,
                oomKilled,
                LAUNCH_FAILED,
                List.of(words));
    }
}
