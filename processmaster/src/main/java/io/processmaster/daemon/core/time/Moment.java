package io.processmaster.daemon.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * One instant, told by both clocks: the wall clock is for people, the monotonic one for measuring.
 *
 * @param wall what the host's clock shows; may jump
 * @param nanos monotonic time since the host's boot; never jumps, comparable over restarts of the daemon
 */
public record Moment(Instant wall, long nanos) {
    /** This much later on both clocks. */
    public Moment plus(Duration span) {
        return new Moment(wall.plus(span), nanos + span.toNanos());
    }

    /** Time passed since {@code earlier}, by the monotonic clock; never negative. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
    }

    /** Whether this is at or after {@code other}, by the monotonic clock. */
    public boolean reached(Moment other) {
        return nanos - other.nanos >= 0;
    }

    /** The wall clock in milliseconds since 1970. */
    public long epochMillis() {
        return wall.toEpochMilli();
    }
}
