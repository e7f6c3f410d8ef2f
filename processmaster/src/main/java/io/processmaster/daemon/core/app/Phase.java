package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.Trigger;

/** The phase of an app as people see it. */
public enum Phase {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    BACKOFF,
    FAILED,
    RESTARTING;

    static Phase of(AppLife life) {
        AppState state = life.state();
        if (state instanceof AppState.Starting s) {
            return s.order() == AppState.Starting.Order.STOP ? STOPPING : isRestart(life) ? RESTARTING : STARTING;
        }
        if (state instanceof AppState.Running) {
            return RUNNING;
        }
        if (state instanceof AppState.Stopping s) {
            return s.next() == Next.START ? RESTARTING : STOPPING;
        }
        if (state instanceof AppState.Collecting c) {
            return c.stop().isEmpty() ? RUNNING : c.next() == Next.START ? RESTARTING : STOPPING;
        }
        if (state instanceof AppState.Backoff) {
            return BACKOFF;
        }
        return state instanceof AppState.Failed ? FAILED : STOPPED;
    }

    private static boolean isRestart(AppLife life) {
        return life.trigger().kind() == Trigger.Kind.RESTART || life.trigger().kind() == Trigger.Kind.AUTOMATIC;
    }
}
