package io.processmaster.daemon.web.server;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes that wait for all clients of one kind together, so that many who take nothing cannot use up the memory; any
 * thread may call.
 */
final class Backlog {
    private final long most;
    private final List<Runnable> hopeful = new ArrayList<>();
    private long waiting;

    /** Nothing waits; {@code most} bytes may. */
    Backlog(long most) {
        this.most = most;
    }

    /** Whether so many bytes more may wait, which then count until {@link #leave}; a single larger text is taken when nothing waits. */
    synchronized boolean enter(long bytes) {
        if (waiting > 0 && waiting + bytes > most) {
            return false;
        }
        waiting += bytes;
        return true;
    }

    /** Has so many bytes more wait whatever waits already. */
    synchronized void force(long bytes) {
        waiting += bytes;
    }

    /** So many bytes were taken, or are not wanted any more. */
    void leave(long bytes) {
        List<Runnable> ready;
        synchronized (this) {
            waiting -= bytes;
            if (isCrowded() || hopeful.isEmpty()) {
                return;
            }
            ready = List.copyOf(hopeful);
            hopeful.clear();
        }
        ready.forEach(Runnable::run);
    }

    /** Calls {@code room} once when there is much room again; must not block. */
    void whenRoom(Runnable room) {
        synchronized (this) {
            if (isCrowded()) {
                hopeful.add(room);
                return;
            }
        }
        room.run();
    }

    private boolean isCrowded() {
        return waiting > most / 2;
    }
}
