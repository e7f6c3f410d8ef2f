package io.processmaster.daemon.adapter.kernel;

import java.io.Closeable;
import java.io.IOException;

/** One cgroup that belongs to no run and whose emptiness somebody waits for; for the kernel thread only. */
final class EmptyWatch implements Closeable {
    private final CgroupEvents events;
    private final int inotifyWatch;
    private final Runnable emptied;
    private boolean over;

    /** Takes over {@code events}. */
    EmptyWatch(CgroupEvents events, int inotifyWatch, Runnable emptied) {
        this.events = events;
        this.inotifyWatch = inotifyWatch;
        this.emptied = emptied;
    }

    /** The number of its watch on {@code cgroup.events}. */
    int inotifyWatch() {
        return inotifyWatch;
    }

    /** Tells that the cgroup is empty when it is; returns whether the wait is over. */
    boolean look() throws IOException {
        if (!over && !events.isPopulated()) {
            over = true;
            emptied.run();
        }
        return over;
    }

    @Override
    public void close() {
        over = true;
        events.close();
    }
}
