package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Definitions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The apps as commands see them; every call returns at once, and each future is completed exactly once. */
public interface Fleet {
    /** All apps as they stood a moment ago. */
    FleetSnapshot snapshot();

    /**
     * Calls {@code published} after each new snapshot, on the thread that everything waits for: it must not block and
     * takes no time. Without news of any app there is none.
     */
    Watching whenPublished(Runnable published);

    /** Starts; done when the program was executed. */
    CompletableFuture<Outcome> start(AppName app, StartCause cause, String why);

    /** Starts a job unless it runs already; done when that run is over, and good when it ended with exit code 0. */
    CompletableFuture<Outcome> run(AppName app, StartCause cause, String why);

    /** Stops; done when the kernel calls the cgroup empty, or does not although everything was killed. */
    CompletableFuture<Outcome> stop(AppName app, StopCause cause, String why);

    /** Ends one run and starts one. */
    CompletableFuture<Outcome> restart(AppName app, StartCause cause, String why);

    /** Freezes or thaws. */
    CompletableFuture<Outcome> pause(AppName app, boolean pause, String why);

    /** Sends a signal to every process of the app. */
    CompletableFuture<Outcome> signal(AppName app, Signal signal, String why);

    /** Takes new definitions into force and says what it did; the starts and stops that follow are not waited for. */
    CompletableFuture<List<Change>> define(Definitions definitions, String why);

    /** Somebody who is told of snapshots; no more after it was closed, but for one that is under way. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
