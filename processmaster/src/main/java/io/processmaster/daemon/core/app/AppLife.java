package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import java.util.Optional;

/**
 * All that is known of one app's life: where it is, why, and what is remembered.
 *
 * @param state where it is
 * @param since when its phase began
 * @param reason why it is there, in words
 * @param stoppedByPerson whether a person wants it down; survives the daemon
 * @param trigger what began the newest run
 * @param restarts its automatic restarts
 * @param lastExit how the newest finished run ended
 * @param lastStop the receipt of the newest finished stop
 */
public record AppLife(
        AppState state,
        Moment since,
        String reason,
        boolean stoppedByPerson,
        Trigger trigger,
        RestartMemory restarts,
        Optional<LastExit> lastExit,
        Optional<StopReceipt> lastStop) {
    /**
     * The proof of a finished stop.
     *
     * @param run which run it ended
     * @param tally what it took
     * @param tookMillis from the request to the kernel's word that nothing is left
     */
    public record StopReceipt(long run, StopTally tally, long tookMillis) {}

    /** Of an app that was never started. */
    public static AppLife unborn(Moment now, String reason) {
        return new AppLife(
                new AppState.Stopped(0, false),
                now,
                reason,
                false,
                Trigger.NONE,
                RestartMemory.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** The phase that people see. */
    public Phase phase() {
        return Phase.of(this);
    }

    /** What is known of the run in progress; empty while there is none, or none that was executed yet. */
    public Optional<RunFacts> facts() {
        if (state instanceof AppState.Running s) {
            return Optional.of(s.facts());
        }
        if (state instanceof AppState.Stopping s) {
            return Optional.of(s.facts());
        }
        return state instanceof AppState.Collecting s ? Optional.of(s.facts()) : Optional.empty();
    }

    /** Whether nothing is running or under way; a pause before a restart is not rest. */
    public boolean isAtRest() {
        return state instanceof AppState.Stopped || state instanceof AppState.Failed;
    }

    AppLife with(AppState next, String why, Moment now) {
        AppLife moved = new AppLife(next, since, why, stoppedByPerson, trigger, restarts, lastExit, lastStop);
        return moved.phase() == phase() && next.run() == state.run()
                ? moved
                : new AppLife(next, now, why, stoppedByPerson, trigger, restarts, lastExit, lastStop);
    }

    AppLife quietly(AppState next) {
        return new AppLife(next, since, reason, stoppedByPerson, trigger, restarts, lastExit, lastStop);
    }

    AppLife wantedDown(boolean down) {
        return new AppLife(state, since, reason, down, trigger, restarts, lastExit, lastStop);
    }

    AppLife triggeredBy(Trigger what) {
        return new AppLife(state, since, reason, stoppedByPerson, what, restarts, lastExit, lastStop);
    }

    AppLife remembering(RestartMemory memory) {
        return new AppLife(state, since, reason, stoppedByPerson, trigger, memory, lastExit, lastStop);
    }

    AppLife afterExit(LastExit exit) {
        return new AppLife(state, since, reason, stoppedByPerson, trigger, restarts, Optional.of(exit), lastStop);
    }

    AppLife afterStop(StopReceipt receipt) {
        return new AppLife(state, since, reason, stoppedByPerson, trigger, restarts, lastExit, Optional.of(receipt));
    }
}
