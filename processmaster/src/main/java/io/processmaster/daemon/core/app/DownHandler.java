package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.Trigger;

/** Stopped and Failed: only a start moves them up. */
final class DownHandler extends IgnoringHandler {
    DownHandler(Step step) {
        super(step);
    }

    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        return launch(wantedUp(e.cause()), new Trigger(kindOf(e.cause()), e.why()));
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return launch(wantedUp(e.cause()), new Trigger(kindOf(e.cause()), e.why()));
    }

    /** A stop makes a failed app a stopped one; the history keeps the failure. */
    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        AppLife down = Endings.atRest(wantedDown(e.cause()), rules);
        return life.state() instanceof AppState.Failed
                ? Transition.to(down.with(new AppState.Stopped(life.state().run(), false), e.why(), now))
                : Transition.to(down);
    }
}
