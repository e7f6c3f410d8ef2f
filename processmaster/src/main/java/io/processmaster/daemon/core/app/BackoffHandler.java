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
        return e.cause().isPerson()
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
        return Transition.to(wantedDown(e.cause()).with(stopped, e.why(), now), cancelTimer());
    }

    @Override
    public Transition timerFired(AppEvent.TimerFired e) {
        return e.timer() == TimerId.RESTART_BACKOFF && !isStale(e.run())
                ? launch(life, new Trigger(Trigger.Kind.AUTOMATIC, life.reason()))
                : stay();
    }

    private static AppEffect cancelTimer() {
        return new AppEffect.CancelTimer(TimerId.RESTART_BACKOFF);
    }
}
