package io.processmaster.daemon.core.app;

/** The timers an app can have; at most one of each is armed. */
public enum TimerId {
    /** The stop command, the signal and the waiting have to be over. */
    STOP_GRACE,
    /** The cgroup should be empty by now, although killed; kill again. */
    KILL_CONFIRM,
    /** The pause before an automatic start is over. */
    RESTART_BACKOFF,
    /** The run of a job takes longer than it may. */
    OVERTIME,
    /** A job's schedule has to be looked at; the engine's own, a life never hears of it. */
    TICK
}
