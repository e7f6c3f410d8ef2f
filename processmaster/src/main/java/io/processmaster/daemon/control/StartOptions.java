package io.processmaster.daemon.control;

import java.time.Duration;
import java.util.Optional;

/**
 * How to start.
 *
 * @param force whether disabled apps are started too
 * @param readyWithin how long to wait until the apps are ready; empty for not at all
 */
public record StartOptions(boolean force, Optional<Duration> readyWithin) {}
