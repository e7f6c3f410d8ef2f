package io.processmaster.daemon.web.access;

import java.time.Duration;

/**
 * How long an address has to wait after its failures: not at all for the first five, then twice as long each time.
 *
 * <p>It never says no, so the right password gets through. For one thread at a time.
 */
final class Throttle {
    /** The most addresses that are remembered; the one that failed longest ago is forgotten. */
    static final int MOST_ADDRESSES = 4_096;

    /** So many failures cost nothing: people mistype. */
    static final int FREE_FAILURES = 5;

    /** The longest pause. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Failures are forgotten when none was added for so long. */
    static final Duration MEMORY = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 5;

    private final Bounded<Trace> traces = new Bounded<>(MOST_ADDRESSES);

    private record Trace(int failures, long last) {}

    /**
     * When the next check of this group may begin, in the same nanoseconds as {@code now}.
     *
     * @param pending checks of the group that are not over; each may be one more failure
     */
    long due(String group, int pending, long now) {
        Trace trace = trace(group, now);
        long pause = pause(trace.failures() + pending).toNanos();
        long from = pending == 0 ? trace.last() : now;
        return Math.max(0, pause - (now - from)) + now;
    }

    /** The failures of the group that are remembered. */
    int failures(String group, long now) {
        return trace(group, now).failures();
    }

    /** One more. */
    void failed(String group, long now) {
        int failures = trace(group, now).failures();
        traces.put(group, new Trace(Math.min(failures, FREE_FAILURES + MOST_DOUBLINGS) + 1, now));
    }

    /** All is forgiven. */
    void succeeded(String group) {
        traces.remove(group);
    }

    private Trace trace(String group, long now) {
        Trace trace = traces.find(group).orElse(new Trace(0, now));
        return now - trace.last() > MEMORY.toNanos() ? new Trace(0, now) : trace;
    }

    /** The pause after so many failures. */
    static Duration pause(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        int doublings = failures - FREE_FAILURES;
        return doublings >= MOST_DOUBLINGS ? LONGEST_PAUSE : Duration.ofSeconds(1L << doublings);
    }
}
