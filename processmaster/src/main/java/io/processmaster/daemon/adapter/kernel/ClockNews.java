package io.processmaster.daemon.adapter.kernel;

import io.processmaster.daemon.adapter.posix.ClockSetTimer;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes on that the wall clock was set; on the kernel thread, but for {@link #add}. */
final class ClockNews implements Closeable {
    private final ClockSetTimer timer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    ClockNews(ClockSetTimer timer) {
        this.timer = timer;
    }

    void add(Runnable listener) {
        listeners.add(listener);
    }

    /** The timer has news. */
    void look() throws IOException {
        if (timer.wasSet()) {
            listeners.forEach(listener -> KernelLoop.tell(listener::run));
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
