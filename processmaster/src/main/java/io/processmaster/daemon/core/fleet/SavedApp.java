package io.processmaster.daemon.core.fleet;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.schedule.Timetable;
import java.util.List;
import java.util.Optional;

/**
 * What the next daemon has to know of one app.
 *
 * @param name whose state it is
 * @param enabled whether its definition let the daemon start it when this was saved
 * @param stoppedByUser a person wants it down
 * @param paused a person froze it
 * @param run number of the newest run; 0 before the first
 * @param live the run that was in progress; empty when it was down
 * @param restartNanos monotonic times of the automatic restarts that still count against the budget, oldest first
 * @param backoffAttempt how many times in a row the delay has grown
 * @param restartsTotal automatic restarts ever
 * @param failed it gave up and waits for a person
 * @param finished whether it ended by itself and its policy lets it rest
 * @param reason why it is as it is, in words; may be empty
 * @param lastExit how the run before ended; empty when none did
 * @param timetable how far the schedule of a job was followed; empty for a service
 */
public record SavedApp(
        AppName name,
        boolean enabled,
        boolean stoppedByUser,
        boolean paused,
        long run,
        Optional<SavedRun> live,
        List<Long> restartNanos,
        int backoffAttempt,
        long restartsTotal,
        boolean failed,
        boolean finished,
        String reason,
        Optional<SavedExit> lastExit,
        Optional<Timetable> timetable) {
    /** Copies the list. */
    public SavedApp {
        restartNanos = List.copyOf(restartNanos);
    }

    // Asked at each step of each app, to see whether there is anything to be saved; what a record brings by itself is
    // made at run time, and is slow and large.
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof SavedApp app
                && run == app.run
                && enabled == app.enabled
                && stoppedByUser == app.stoppedByUser
                && paused == app.paused
                && failed == app.failed
                && finished == app.finished
                && backoffAttempt == app.backoffAttempt
                && restartsTotal == app.restartsTotal
                && name.equals(app.name)
                && reason.equals(app.reason)
                && live.equals(app.live)
                && restartNanos.equals(app.restartNanos)
                && lastExit.equals(app.lastExit)
                && timetable.equals(app.timetable);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Long.hashCode(run);
    }
}
