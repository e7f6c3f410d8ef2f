package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.core.time.Moment;

/** Something that the outside world is asked to do; carried out in order, one app at a time. */
public sealed interface AppEffect {
    /** Make the cgroup and start the main process; answered by Launched or LaunchFailed. */
    record Launch(long run) implements AppEffect {}

    /** Run the stop command inside the cgroup, at most until {@code until}; answered by StopCommandEnded. */
    record RunStopCommand(long run, Moment until) implements AppEffect {}

    /** Send the stop signal to each process; answered by Signalled. */
    record SignalAll(long run) implements AppEffect {}

    /** Kill each process; answered by Killed. */
    record KillAll(long run) implements AppEffect {}

    /** Freeze or thaw the cgroup; answered only when it fails. */
    record Freeze(long run, boolean frozen) implements AppEffect {}

    /** Gather what the run left and remove the cgroup; answered by Collected. */
    record Collect(long run, RunFacts facts) implements AppEffect {}

    /** Keep the record of a finished run. */
    record KeepRecord(RunRecord run) implements AppEffect {}

    /** Tell people something that is no change of phase. */
    record Note(String component, String event, String message) implements AppEffect {}

    /** Deliver TimerFired at the given time; replaces the timer if it is armed. */
    record ArmTimer(TimerId timer, long run, Moment at) implements AppEffect {}

    /** Forget the timer if it is armed. */
    record CancelTimer(TimerId timer) implements AppEffect {}
}
