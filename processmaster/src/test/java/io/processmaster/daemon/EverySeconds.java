package io.processmaster.daemon;

import io.processmaster.common.schedule.FireTimes;
import java.time.Instant;
import java.util.Optional;

/** A schedule for tests: whenever the seconds since 1970 are a multiple of some number. */
public record EverySeconds(long seconds) implements FireTimes {
    @Override
    public Optional<Instant> next(Instant after) {
        return Optional.of(Instant.ofEpochSecond(Math.floorDiv(after.getEpochSecond(), seconds) * seconds + seconds));
    }
}
