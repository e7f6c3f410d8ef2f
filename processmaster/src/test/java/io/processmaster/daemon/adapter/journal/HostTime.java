package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.time.Instant;

/** The real clocks, for tests of threads. */
final class HostTime implements TimeSource {
    @Override
    public Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }

    @Override
    public String bootId() {
        return "boot";
    }
}
