package io.processmaster.common.spec;

import java.time.Duration;

/**
 * What happens when a service ends by itself.
 *
 * @param policy when to start it again
 * @param backoff pause before an automatic start
 * @param maxBackoff when larger than {@code backoff}: the pause doubles up to this, with jitter
 * @param resetAfter a run of at least this length starts the growing pause anew
 * @param maxRestarts automatic starts allowed within {@code window}
 * @param window the time over which starts are counted
 */
public record RestartSpec(
        Policy policy, Duration backoff, Duration maxBackoff, Duration resetAfter, int maxRestarts, Duration window) {
    /** When to start again. */
    public enum Policy {
        /** After every end. */
        ALWAYS,
        /** After an end that is not exit code 0. */
        ON_FAILURE,
        /** Not at all. */
        NEVER
    }

    /** What holds when a definition says nothing. */
    public static final RestartSpec DEFAULT = new RestartSpec(
            Policy.ALWAYS, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(1), 3, Duration.ofMinutes(1));

    /** Whether the pause grows. */
    public boolean grows() {
        return maxBackoff.compareTo(backoff) > 0;
    }
}
