package io.processmaster.daemon.core.app;

import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.time.Moment;

/** Decides what an event means for an app; never acts. Same input, same output. */
public final class AppMachine {
    private AppMachine() {}

    /**
     * Applies one event.
     *
     * @param life so far
     * @param event what happened
     * @param rules from the app's definition
     * @param now the time
     * @param dice 0 (inclusive) to 1 (exclusive), for jitter
     */
    public static Transition step(AppLife life, AppEvent event, Rules rules, Moment now, double dice) {
        if (event instanceof AppEvent.StartRequested tick && tick.cause().isTick() && isBusy(life.state())) {
            String since = life.facts()
                    .map(facts -> " for " + TimeSpan.text(now.since(facts.started())))
                    .orElse("");
            String words =
                    "skipped: still running" + since + " (run " + life.state().run() + "), " + tick.why();
            return Transition.to(life, new AppEffect.Note("schedule", "run_skipped", words));
        }
        return event.accept(handlerFor(new Step(life, rules, now, dice)));
    }

    private static boolean isBusy(AppState state) {
        return !(state instanceof AppState.Stopped
                || state instanceof AppState.Failed
                || state instanceof AppState.Backoff);
    }

    private static AppEvent.Visitor<Transition> handlerFor(Step step) {
        AppState state = step.life().state();
        if (state instanceof AppState.Stopped || state instanceof AppState.Failed) {
            return new DownHandler(step);
        }
        if (state instanceof AppState.Backoff) {
            return new BackoffHandler(step);
        }
        if (state instanceof AppState.Starting s) {
            return new StartingHandler(step, s);
        }
        if (state instanceof AppState.Running s) {
            return new RunningHandler(step, s);
        }
        if (state instanceof AppState.Stopping s) {
            return new StoppingHandler(step, s);
        }
        if (state instanceof AppState.Collecting s) {
            return new CollectingHandler(step, s);
        }
        throw new AssertionError("cannot happen: no handler for " + state);
    }
}
