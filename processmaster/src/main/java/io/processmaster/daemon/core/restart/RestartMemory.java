package io.processmaster.daemon.core.restart;

import java.util.List;

/**
 * What is remembered of an app's automatic restarts.
 *
 * @param recentNanos monotonic times of those that may still lie within the window, oldest first
 * @param attempt how many in a row without a long run between them; drives the growing pause
 * @param total automatic restarts ever
 */
public record RestartMemory(List<Long> recentNanos, int attempt, long total) {
    /** Nothing has happened yet. */
    public static final RestartMemory NONE = new RestartMemory(List.of(), 0, 0);

    /** Copies the list. */
    public RestartMemory {
        recentNanos = List.copyOf(recentNanos);
    }

    /** What is left when a person takes over: only the total. */
    public RestartMemory forgiven() {
        return new RestartMemory(List.of(), 0, total);
    }

    /** How many lie within the last {@code windowNanos} before {@code nowNanos}. */
    public int within(long windowNanos, long nowNanos) {
        int count = 0;
        for (long at : recentNanos) {
            if (nowNanos - at < windowNanos) {
                count++;
            }
        }
        return count;
    }
}
