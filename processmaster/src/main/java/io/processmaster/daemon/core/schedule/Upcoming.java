package io.processmaster.daemon.core.schedule;

import io.processmaster.common.schedule.FireTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a job runs from here on; cheap to hand around, since it is worked out only when somebody asks.
 *
 * @param first the next run
 * @param times those after it
 */
public record Upcoming(Instant first, FireTimes times) {
    /** The next runs, at most {@code most}. */
    public List<Instant> runs(int most) {
        List<Instant> runs = new ArrayList<>();
        Optional<Instant> run = Optional.of(first);
        while (run.isPresent() && runs.size() < most) {
            runs.add(run.get());
            run = times.next(run.get());
        }
        return runs;
    }
}
