package io.processmaster.daemon.adapter.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Removes an empty cgroup and the empty ones below it. */
final class Removal {
    // The kernel answers "busy" for a moment after the last process has gone.
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Removal() {}

    /** Removes it; does nothing when it does not exist, and gives up at once when a process is in it. */
    static void remove(Cgroup cgroup) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                removeBelow(cgroup);
                return;
            } catch (IOException e) {
                if (cgroup.isPopulated()) {
                    throw new IOException("remove " + cgroup + ": it still has processes " + cgroup.pids(), e);
                }
                if (System.nanoTime() - end > 0) {
                    throw new IOException("remove " + cgroup + ": " + Cgroup.reason(e), e);
                }
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
    }

    private static void removeBelow(Cgroup cgroup) throws IOException {
        try {
            delete(cgroup);
            return;
        } catch (IOException e) {
            // It has others below it, which few apps make; to look for them first would cost more than all the rest.
            for (Cgroup child : cgroup.children()) {
                removeBelow(child);
            }
        }
        delete(cgroup);
    }

    private static void delete(Cgroup cgroup) throws IOException {
        try {
            Files.delete(cgroup.path());
        } catch (NoSuchFileException e) {
            // Somebody else was faster, which is as good.
            return;
        }
    }
}
