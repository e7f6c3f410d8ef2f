package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.time.Moment;
import java.util.Optional;

/** Where an app is in its life; each state carries only what is true in it. */
public sealed interface AppState {
    /** The number of the newest run; 0 when there was none. */
    long run();

    /**
     * Nothing runs and nothing should.
     *
     * @param finished whether it ended by itself and its policy lets it rest, so that no daemon starts it again
     */
    record Stopped(long run, boolean finished) implements AppState {}

    /** Gave up; only a person, or a changed definition, can start it again. */
    record Failed(long run) implements AppState {}

    /** Waits until {@code until} for the next automatic start. */
    record Backoff(long run, Moment until) implements AppState {}

    /**
     * A launch is under way.
     *
     * @param began when
     * @param order what came in meanwhile
     * @param emptied whether the end was seen before the launch was reported
     */
    record Starting(long run, Moment began, Order order, boolean emptied) implements AppState {
        /** What is to become of the launch. */
        public enum Order {
            /** Let it run. */
            RUN,
            /** End it as soon as it is reported. */
            STOP,
            /** End it as soon as it is reported, then start a new run. */
            RESTART
        }
    }

    /**
     * The cgroup is populated.
     *
     * @param facts of the run
     * @param mainExit how the main process ended while others live on
     * @param paused whether the cgroup is frozen
     */
    record Running(long run, RunFacts facts, Optional<ExitStatus> mainExit, boolean paused) implements AppState {}

    /**
     * The processes were told to end.
     *
     * @param facts of the run
     * @param step how far it has come
     * @param next what follows
     * @param tally the receipt so far
     */
    record Stopping(long run, RunFacts facts, Step step, Next next, StopTally tally) implements AppState {
        /** How far a stop has come. */
        public enum Step {
            /** The stop command runs. */
            COMMAND,
            /** Signal or command went well; the rest is up to the app. */
            WAITING,
            /** Everything was killed; the kernel should say empty any moment. */
            KILLED,
            /** Killed, and the kernel still does not say empty. */
            STUCK
        }
    }

    /**
     * The cgroup is empty; what the run left is being gathered.
     *
     * @param facts of the run
     * @param ended when it became empty
     * @param stop the receipt when it was told to end; empty when it ended by itself
     * @param next what follows a stop; of no meaning otherwise
     */
    record Collecting(long run, RunFacts facts, Moment ended, Optional<StopTally> stop, Next next)
            implements AppState {}
}
