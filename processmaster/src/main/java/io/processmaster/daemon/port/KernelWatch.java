package io.processmaster.daemon.port;

import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells when a run's cgroup becomes empty and when its main process ends; one thread waits for all of them.
 *
 * <p>Order of use: {@link #watch} after the cgroup was made and before anything is launched in it, {@link #started} once
 * the main process exists, {@link #forget} after the end was collected. For a run of an earlier daemon: {@link #adopt}.
 */
public interface KernelWatch {
    /** Whom the news goes to; called on the kernel thread, must not block. */
    interface Listener {
        /** No process is left; told at least once, and only after {@link #started} or {@link #adopt}. */
        void emptied(RunId id);

        /** The main process ended; others of the run may live on. */
        void mainExited(RunId id, ExitStatus status);
    }

    /** Registers the run's cgroup; nothing is told yet. */
    void watch(RunId id) throws IOException;

    /** The main process is running, or was; from here on emptiness is told, at once if it is already so. */
    void started(RunId id, int mainPid);

    /**
     * Watches a run that an earlier daemon started.
     *
     * @param mainPid its main process, or 0 when that is gone or unknown
     */
    void adopt(RunId id, int mainPid) throws IOException;

    /** How the main process ended, waiting at most {@code limit} for the kernel to say so; unknown when it does not. */
    ExitStatus exitOf(RunId id, Duration limit);

    /**
     * How a child ended that is no run's main process, such as a stop command.
     *
     * <p>From this call on the child is collected when it ends, whether or not anybody still waits.
     *
     * @return empty when it still runs after {@code limit}
     */
    Optional<ExitStatus> awaitChild(int pid, Duration limit);

    /** Ends the watch and frees its descriptors; news still under way may yet be told. */
    void forget(RunId id);
}
