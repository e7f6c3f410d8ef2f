package io.processmaster.daemon.adapter.kernel;

import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.KernelWatch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is known of one watched run; for the kernel thread only, but for {@link #exit} and {@link #silence}. */
final class RunWatch {
    private final RunId id;
    private final CgroupEvents events;
    private final int inotifyWatch;
    private final KernelWatch.Listener listener;
    private volatile CompletableFuture<ExitStatus> exit = CompletableFuture.completedFuture(ExitStatus.UNKNOWN);
    private Optional<Exits.Tracked> main = Optional.empty();
    private boolean armed;
    private volatile boolean over;

    /** Takes over {@code events}. */
    RunWatch(RunId id, CgroupEvents events, int inotifyWatch, KernelWatch.Listener listener) {
        this.id = id;
        this.events = events;
        this.inotifyWatch = inotifyWatch;
        this.listener = listener;
    }

    /** The number of its watch on {@code cgroup.events}. */
    int inotifyWatch() {
        return inotifyWatch;
    }

    /** How the main process ended, once known; unknown from the start when there is none. */
    CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** From here on emptiness is told. */
    void arm() {
        armed = true;
    }

    /** The main process is about to be waited for. */
    void expectMain() {
        exit = new CompletableFuture<>();
    }

    /** The main process is waited for. */
    void main(Exits.Tracked tracked) {
        main = Optional.of(tracked);
    }

    /** The main process ended; tells so, and looks whether anybody is left, which spares the wait for the kernel's news. */
    void mainEnded(ExitStatus status) {
        main = Optional.empty();
        exit.complete(status);
        if (!over) {
            KernelLoop.tell(() -> listener.mainExited(id, status));
            KernelLoop.tell(this::look);
        }
    }

    /** Tells that the run is empty when it is, once. */
    void look() throws IOException {
        if (armed && !over && !events.isPopulated()) {
            armed = false;
            listener.emptied(id);
        }
    }

    /** Tells nothing more; any thread. */
    void silence() {
        over = true;
    }

    /** Tells nothing more and frees what it holds. */
    void close() {
        silence();
        armed = false;
        exit.complete(ExitStatus.UNKNOWN);
        main.ifPresent(Exits.Tracked::abandon);
        events.close();
    }
}
