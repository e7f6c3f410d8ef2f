package io.processmaster.common.schedule;

import java.time.Instant;
import java.util.Optional;

/** The instants at which a job is due; whole seconds, without end or not. */
@FunctionalInterface
public interface FireTimes {
    /** The first one later than {@code after}; empty when none ever comes. */
    Optional<Instant> next(Instant after);
}
