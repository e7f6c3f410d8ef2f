package io.processmaster.daemon.port;

import io.processmaster.daemon.core.run.ExitStatus;
import java.io.IOException;
import java.util.function.Consumer;

/** Tells of ends that belong to no run of an app; whom it tells is called on the kernel thread and must not block. */
public interface EndWatch {
    /** Tells once how the child ended, which is then collected; unknown when there is no such child. */
    void whenEnded(int pid, Consumer<ExitStatus> ended) throws IOException;

    /**
     * Tells once that no process is in a cgroup or below it, at once when it is already so.
     *
     * @param cgroup absolute path
     * @return closing it ends the wait; harmless after the news
     */
    Wait whenEmptied(String cgroup, Runnable emptied) throws IOException;

    /** Somebody waits. */
    interface Wait extends AutoCloseable {
        @Override
        void close();
    }
}
