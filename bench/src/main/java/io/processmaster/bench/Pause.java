package io.processmaster.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits outside of what is measured. */
final class Pause {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(2);

    private Pause() {}

    /** Something that another process brings about. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Returns once the condition holds; looks every 2 ms, fails after a minute. */
    static void until(String what, Condition condition) throws IOException {
        if (!within(LIMIT, condition)) {
            throw new IOException("not within " + LIMIT.toSeconds() + " s: " + what);
        }
    }

    /** Whether the condition holds within that time; looks every 2 ms. */
    static boolean within(Duration limit, Condition condition) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }

    /** Lets time pass in which nothing is to happen. */
    static void last(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }
}
