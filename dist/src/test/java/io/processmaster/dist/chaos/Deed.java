package io.processmaster.dist.chaos;

import io.processmaster.common.rpc.Method;
import java.util.Optional;

/** Everything that somebody may do in a chaos run. */
enum Deed {
    /** Starts one app. */
    START(Method.START),
    /** Stops one app. */
    STOP(Method.STOP),
    /** Restarts one app. */
    RESTART(Method.RESTART),
    /** Freezes one app. */
    PAUSE(Method.PAUSE),
    /** Thaws one app. */
    RESUME(Method.RESUME),
    /** Sends a signal to all processes of one app. */
    SIGNAL(Method.SIGNAL),
    /** Switches one app on in its file. */
    ENABLE(Method.ENABLE),
    /** Switches one app off in its file. */
    DISABLE(Method.DISABLE),
    /** Reloads all definitions. */
    UPDATE(Method.UPDATE),
    /** Reads logs of one app. */
    LOGS(Method.LOGS),
    /** Reads the state of all apps. */
    STATUS(Method.STATUS),
    /** Reads the runs of one app. */
    HISTORY(Method.HISTORY),
    /** Reads the journal. */
    EVENTS(Method.EVENTS),
    /** Follows the journal for a moment. */
    EVENTS_FOLLOW(Method.EVENTS_FOLLOW),
    /** Asks why an app is as it is. */
    WHY(Method.WHY),
    /** Stops all apps at once. */
    STOP_ALL(Method.STOP),
    /** Starts all apps at once. */
    START_ALL(Method.START),
    /** Ends the main process of an app with SIGKILL, behind the daemon's back. */
    CRASH_KILL,
    /** The same with SIGSEGV. */
    CRASH_SEGV,
    /** Changes a definition so that it is good, and different. */
    EDIT_GOOD,
    /** Changes a definition so that it is wrong. */
    EDIT_BAD,
    /** Adds an app, or changes one that was added. */
    EDIT_ADD,
    /** Removes an app that was added. */
    EDIT_REMOVE,
    /** Gives an app that was added another name. */
    EDIT_RENAME,
    /** Defines an app a second time, for a moment. */
    EDIT_TWICE,
    /** Has the daemon reload by SIGHUP. */
    HANG_UP,
    /** Fills the disk of the state directory for a while. */
    FILL_STATE,
    /** Fills the disk of one app's logs for a while. */
    FILL_LOGS,
    /** Kills the daemon and starts the next one. */
    KILL,
    /** Kills the daemon, and the next one before it is well up. */
    KILL_YOUNG,
    /** Kills the daemon while the disk of its state is full. */
    KILL_ON_FULL_DISK,
    /** Kills the daemon, damages a file of its state, starts the next one. */
    KILL_AND_DAMAGE,
    /** Ends the daemon in good order with {@code leave}, and starts the next one. */
    END_AND_LEAVE,
    /** Ends the daemon in good order with {@code stop}, and starts the next one. */
    END_AND_STOP;

    private final Optional<Method> method;

    Deed() {
        method = Optional.empty();
    }

    Deed(Method method) {
        this.method = Optional.of(method);
    }

    /** What a client asks of the daemon for it; empty for what happens behind the daemon's back. */
    Optional<Method> method() {
        return method;
    }
}
