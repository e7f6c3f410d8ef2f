package io.processmaster.daemon.core.schedule;

import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.schedule.JobTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a job runs from here on; cheap to hand around, since it is worked out only when somebody asks.
 *
 * @param first the next run
 * @param times those after it
 */
public record Upcoming(Instant first, FireTimes times) {
    /** The next runs, at most {@code most}, which is 1 or more. */
    public List<Instant> runs(int most) {
        List<Instant> runs = new ArrayList<>(List.of(first));
        runs.addAll(JobTimes.upcoming(times, first, most - 1));
        return runs;
    }
}
