package io.processmaster.daemon.engine;

import io.processmaster.daemon.core.rotation.RotationRule;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.LogRotation.Log;
import java.util.Optional;

/** What is known of one log; only the thread of {@link Rotations} touches it. */
final class TrackedLog {
    /** Stands for a size that was not looked at yet. */
    static final long UNKNOWN = -1;

    private final AppLogs logs;
    private Log log;
    private long lastSize = UNKNOWN;
    private int failures;
    private Optional<Moment> retry = Optional.empty();
    private boolean gone;
    private boolean boundaryOwed;

    TrackedLog(AppLogs logs, Log log) {
        this.logs = logs;
        this.log = log;
    }

    AppLogs logs() {
        return logs;
    }

    Log log() {
        return log;
    }

    long lastSize() {
        return lastSize;
    }

    boolean isGone() {
        return gone;
    }

    /** A new definition of the app names it too; what failed is tried again at once. */
    void define(Log next) {
        log = next;
        gone = false;
        lastSize = UNKNOWN;
        retry = Optional.empty();
    }

    void remove() {
        gone = true;
    }

    void sized(long size) {
        lastSize = size;
    }

    void forgetSize() {
        lastSize = UNKNOWN;
    }

    /** Whether it may be looked at, or has to wait after a failure. */
    boolean isReady(Moment now) {
        return retry.isEmpty() || now.reached(retry.get());
    }

    /** A boundary was reached; it counts until a look went well, however long that takes. */
    void owe() {
        boundaryOwed = true;
    }

    boolean owesBoundary() {
        return boundaryOwed;
    }

    /** Notes a failure; true when it is the first one in a row. */
    boolean failed(Moment now) {
        failures++;
        retry = Optional.of(now.plus(RotationRule.pauseAfter(failures)));
        return failures == 1;
    }

    /** Notes that it works; true when it did not before. */
    boolean worked() {
        boolean before = failures > 0;
        failures = 0;
        retry = Optional.empty();
        boundaryOwed = false;
        return before;
    }
}
