package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.access.Sessions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends sessions when their time is over, so that what they hold open does not outlive them; any thread may call.
 *
 * <p>It wakes up for the end that comes first, and not at all while nothing is held open. A session that was used
 * meanwhile only moves the next end.
 */
final class SessionEnds {
    private final Sessions sessions;
    private final Alarm alarm;
    private final AtomicBoolean armed = new AtomicBoolean();

    /** Calls later. */
    @FunctionalInterface
    interface Alarm {
        /** Runs {@code work} once, after that time. */
        void after(Duration time, Runnable work);
    }

    SessionEnds(Sessions sessions, Alarm alarm) {
        this.sessions = sessions;
        this.alarm = alarm;
    }

    /** From now on a session holds something open. No session that begins later ends before those that are there. */
    void watch() {
        if (armed.compareAndSet(false, true)) {
            sessions.untilNextEnd().ifPresentOrElse(left -> alarm.after(left, this::ring), () -> armed.set(false));
        }
    }

    private void ring() {
        armed.set(false);
        sessions.endThoseOver();
        if (sessions.holdAnything()) {
            watch();
        }
    }
}
