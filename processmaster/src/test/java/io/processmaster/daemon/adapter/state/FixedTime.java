package io.processmaster.daemon.adapter.state;

import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.time.Instant;

/** A clock for tests whose wall part stands still. */
record FixedTime(long epochMillis) implements TimeSource {
    @Override
    public Moment now() {
        return new Moment(Instant.ofEpochMilli(epochMillis), 0);
    }

    @Override
    public String bootId() {
        return "boot";
    }
}
