package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.time.Instant;

/** The clocks of this Java process, for tests. */
final class SystemTime implements TimeSource {
    @Override
    public Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }

    @Override
    public String bootId() {
        return "test";
    }
}
