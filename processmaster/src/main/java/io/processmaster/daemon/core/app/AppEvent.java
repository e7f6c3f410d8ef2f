package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;

/** Something that happened to one app. */
public sealed interface AppEvent {
    /** Dispatches to the method of {@code v} for this kind of event. */
    <R> R accept(Visitor<R> v);

    /** One method for each kind: a new kind does not compile until every state answers it. */
    interface Visitor<R> {
        R startRequested(StartRequested e);

        R stopRequested(StopRequested e);

        R restartRequested(RestartRequested e);

        R pauseRequested(PauseRequested e);

        R launched(Launched e);

        R launchFailed(LaunchFailed e);

        R mainExited(MainExited e);

        R emptied(Emptied e);

        R collected(Collected e);

        R stopCommandEnded(StopCommandEnded e);

        R signalled(Signalled e);

        R killed(Killed e);

        R freezeFailed(FreezeFailed e);

        R timerFired(TimerFired e);
    }

    /** It has to come up; {@code why} is shown to people. */
    record StartRequested(StartCause cause, String why) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.startRequested(this);
        }
    }

    /** It has to go down; {@code why} is shown to people. */
    record StopRequested(StopCause cause, String why) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.stopRequested(this);
        }
    }

    /** The run has to end and another to begin. */
    record RestartRequested(StartCause cause, String why) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.restartRequested(this);
        }
    }

    /** It has to stand still, or to go on. */
    record PauseRequested(boolean pause, String why) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.pauseRequested(this);
        }
    }

    /** The program of run {@code run} was executed. */
    record Launched(long run, RunFacts facts) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.launched(this);
        }
    }

    /** The launch did not come about; nothing of it is left. */
    record LaunchFailed(long run, LaunchFailure failure) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.launchFailed(this);
        }
    }

    /** The main process ended; others may live on. */
    record MainExited(long run, ExitStatus status) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.mainExited(this);
        }
    }

    /** The kernel says that no process is left. */
    record Emptied(long run) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.emptied(this);
        }
    }

    /** What the run left was gathered and its cgroup removed. */
    record Collected(long run, RunEnd end) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.collected(this);
        }
    }

    /** The stop command ended, or could not be run; {@code words} say how. */
    record StopCommandEnded(long run, boolean good, String words) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.stopCommandEnded(this);
        }
    }

    /** The stop signal was sent to {@code count} processes; {@code problem} is empty unless it could not be. */
    record Signalled(long run, int count, String problem) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.signalled(this);
        }
    }

    /** Everything was killed, {@code count} processes; {@code problem} is empty unless it could not be. */
    record Killed(long run, int count, String problem) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.killed(this);
        }
    }

    /** The cgroup could not be frozen or thawed. */
    record FreezeFailed(long run, boolean pause, String problem) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.freezeFailed(this);
        }
    }

    /** A timer that was armed in run {@code run} has run out. */
    record TimerFired(TimerId timer, long run) implements AppEvent {
        @Override
        public <R> R accept(Visitor<R> v) {
            return v.timerFired(this);
        }
    }
}
