package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.time.Instant;

/** Clocks that stand still, so that no limit of time is ever reached, however slow the host is. */
final class StandingTime implements TimeSource {
    private final Moment now = new Moment(Instant.now(), System.nanoTime());

    @Override
    public Moment now() {
        return now;
    }

    @Override
    public String bootId() {
        return "test";
    }
}
