package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.Trigger;

/** Waiting for the next automatic start. */
final class BackoffHandler extends IgnoringHandler {
    BackoffHandler(Step step) {
        super(step);
    }

    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        // Only a person cuts the pause short; a boot or an update finds it already on its way up.
        return e.cause().isPerson() || e.cause().isTick()
                ? launch(wantedUp(e.cause()), new Trigger(kindOf(e.cause()), e.why()))
                        .first(cancelTimer())
                : stay();
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return launch(wantedUp(e.cause()), new Trigger(kindOf(e.cause()), e.why()))
                .first(cancelTimer());
    }

    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        AppState stopped = new AppState.Stopped(life.state().run(), false);
        return Transition.to(Endings.atRest(wantedDown(e.cause()), rules).with(stopped, e.why(), now), cancelTimer());
    }

    @Override
    public Transition timerFired(AppEvent.TimerFired e) {
        if (e.timer() != TimerId.RESTART_BACKOFF || isStale(e.run())) {
            return stay();
        }
        if (rules.job()) {
            // It was a service when the pause began.
            AppState stopped = new AppState.Stopped(life.state().run(), true);
            return Transition.to(life.with(stopped, "a job now, " + Endings.SCHEDULE_DECIDES, now));
        }
        return launch(life, new Trigger(Trigger.Kind.AUTOMATIC, life.reason()));
    }

    private static AppEffect cancelTimer() {
        return new AppEffect.CancelTimer(TimerId.RESTART_BACKOFF);
    }
}
