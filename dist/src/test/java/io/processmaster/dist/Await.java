package io.processmaster.dist;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something that another process brings about; the only place where a system test waits. */
public final class Await {
    /** How long anything may take before a test gives up; generous, since it is only ever reached by a failure. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Something that becomes true in time. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so now; what it throws ends the wait. */
        boolean holds() throws Exception;
    }

    /** Returns once the condition holds; fails after {@link #LIMIT} with {@code what}. */
    public static void until(String what, Condition condition) {
        until(what, LIMIT, condition, () -> "");
    }

    /**
     * Returns once the condition holds.
     *
     * @param what the condition in words, for the failure: {@code web is RUNNING}
     * @param limit how long to wait at the most
     * @param evidence what a person needs to understand a failure
     */
    public static void until(String what, Duration limit, Condition condition, Supplier<String> evidence) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds(what, condition)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what + "\n" + evidence.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean holds(String what, Condition condition) {
        try {
            return condition.holds();
        } catch (Exception e) {
            throw new AssertionError("while waiting for: " + what, e);
        }
    }
}
