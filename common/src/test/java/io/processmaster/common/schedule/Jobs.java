package io.processmaster.common.schedule;

import io.processmaster.common.spec.JobSpec;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Jobs for tests. */
final class Jobs {
    private Jobs() {}

    static JobSpec job(String schedule, String zone) {
        return bounded(schedule, zone, null, null);
    }

    /** With bounds such as {@code 2025-01-31T06:00}, or null for none. */
    static JobSpec bounded(String schedule, String zone, String notBefore, String notAfter) {
        return new JobSpec(
                schedule,
                ZoneId.of(zone),
                Optional.ofNullable(notBefore).map(LocalDateTime::parse),
                Optional.ofNullable(notAfter).map(LocalDateTime::parse),
                Optional.empty(),
                JobSpec.MissedRuns.SKIP);
    }

    static JobTimes times(String schedule, String zone) {
        return JobTimes.of(job(schedule, zone));
    }
}
