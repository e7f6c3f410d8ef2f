package io.processmaster.common.spec;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a job runs, and for how long.
 *
 * @param schedule cron expression as declared
 * @param zone in which the expression and the bounds are read
 * @param notBefore no run is due earlier
 * @param notAfter no run is due later; the last second of the day when only a date was declared
 * @param maxTimePerRun a run that takes longer is stopped
 * @param missedRuns what becomes of runs that fell into a downtime
 */
public record JobSpec(
        String schedule,
        ZoneId zone,
        Optional<LocalDateTime> notBefore,
        Optional<LocalDateTime> notAfter,
        Optional<Duration> maxTimePerRun,
        MissedRuns missedRuns) {
    /** What becomes of runs that fell into a downtime. */
    public enum MissedRuns {
        /** They are left out. */
        SKIP,
        /** One run makes up for all of them. */
        ONCE
    }
}
