package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.RunRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The cgroup is empty; the decision waits for what the run left. */
final class CollectingHandler extends IgnoringHandler {
    private final AppState.Collecting state;

    CollectingHandler(Step step, AppState.Collecting state) {
        super(step);
        this.state = state;
    }

    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        AppLife up = wantedUp(e.cause());
        return state.stop().isPresent() || e.cause().isPerson()
                ? Transition.to(up.with(told(Next.START), e.why(), now))
                : Transition.to(up);
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return Transition.to(wantedUp(e.cause()).with(told(Next.START), e.why(), now));
    }

    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        return Transition.to(wantedDown(e.cause()).with(told(Next.REST), e.why(), now));
    }

    // Whatever a person says now decides what follows, also when the run had ended by itself.
    private AppState told(Next next) {
        StopTally tally = state.stop().orElse(StopTally.begin(now));
        return new AppState.Collecting(state.run(), state.facts(), state.ended(), Optional.of(tally), next);
    }

    @Override
    public Transition killed(AppEvent.Killed e) {
        // The news of the kill may come after the news that it worked.
        return isStale(e.run()) || state.stop().isEmpty()
                ? stay()
                : Transition.to(life.quietly(tallied(state.stop().get().withKilled(e.count()))));
    }

    @Override
    public Transition signalled(AppEvent.Signalled e) {
        return isStale(e.run()) || state.stop().isEmpty()
                ? stay()
                : Transition.to(life.quietly(tallied(state.stop().get().withSignalled(e.count()))));
    }

    private AppState tallied(StopTally tally) {
        return new AppState.Collecting(state.run(), state.facts(), state.ended(), Optional.of(tally), state.next());
    }

    @Override
    public Transition collected(AppEvent.Collected e) {
        if (isStale(e.run())) {
            return stay();
        }
        RunEnd end = e.end();
        AppLife ended = life.afterExit(new LastExit(
                end.exit(),
                end.oomKilled(),
                state.ended().epochMillis(),
                OptionalLong.of(state.facts().started().epochMillis()),
                Optional.of(outcome(end))));
        AppEffect.KeepRecord record = new AppEffect.KeepRecord(record(end));
        if (state.stop().isPresent()) {
            StopTally tally = state.stop().get();
            long took = Math.max(0, state.ended().since(tally.began()).toMillis());
            AppLife stopped = ended.afterStop(new AppLife.StopReceipt(state.run(), tally, took));
            return Endings.next(new Step(stopped, rules, now, dice), state.next())
                    .first(record);
        }
        Duration ranFor = state.ended().since(state.facts().started());
        boolean good = end.exit().isSuccess() && !end.oomKilled();
        return Endings.byItself(new Step(ended, rules, now, dice), good, end.words(), ranFor)
                .first(record);
    }

    private RunRecord record(RunEnd end) {
        return new RunRecord(
                state.run(),
                life.trigger().kind().text(),
                life.trigger().words(),
                state.facts().started().epochMillis(),
                state.ended().epochMillis(),
                end.exit(),
                end.oomKilled(),
                outcome(end),
                end.stderrTail());
    }

    private String outcome(RunEnd end) {
        if (state.stop().filter(StopTally::overtime).isPresent()) {
            return "overtime";
        }
        Optional<StopTally> stop = state.stop();
        // A run that somebody ended may have lost a process to the OOM killer long before; what ended it is the stop.
        if (end.oomKilled()
                && (stop.isEmpty() || !state.ended().reached(stop.get().began()))) {
            return "oom_killed";
        }
        if (stop.isPresent()) {
            return stop.get().forced() ? "killed" : "stopped";
        }
        return switch (end.exit().kind()) {
            case EXITED -> end.exit().value() == 0 ? "exited" : "failed";
            case SIGNALLED -> "crashed";
            case UNKNOWN -> "unknown";
        };
    }
}
