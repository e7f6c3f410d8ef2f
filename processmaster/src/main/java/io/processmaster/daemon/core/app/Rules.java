package io.processmaster.daemon.core.app;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.common.spec.RestartSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * The part of a definition that an app's life depends on.
 *
 * @param restart what happens when it ends by itself
 * @param stopByCommand whether a stop begins with a command
 * @param grace how long a stop may take before everything is killed
 * @param job whether a schedule starts it, and no restart policy
 * @param maxTimePerRun how long a run may take; empty for ever
 * @param held whether the definition is not in force yet: what runs goes on, and nothing is started again
 */
public record Rules(
        RestartSpec restart,
        boolean stopByCommand,
        Duration grace,
        boolean job,
        Optional<Duration> maxTimePerRun,
        boolean held) {
    /** The rules of a service. */
    public Rules(RestartSpec restart, boolean stopByCommand, Duration grace) {
        this(restart, stopByCommand, grace, false, Optional.empty());
    }

    /** The rules of a definition in force. */
    public Rules(
            RestartSpec restart, boolean stopByCommand, Duration grace, boolean job, Optional<Duration> maxTimePerRun) {
        this(restart, stopByCommand, grace, job, maxTimePerRun, false);
    }

    /** The rules of a definition. */
    public static Rules of(AppSpec spec) {
        return new Rules(
                spec.restart(),
                !spec.stop().command().isEmpty(),
                spec.stop().grace(),
                spec.job().isPresent(),
                spec.job().flatMap(JobSpec::maxTimePerRun));
    }

    /** The same while the definition is not in force yet. */
    public Rules untilInForce() {
        return new Rules(restart, stopByCommand, grace, job, maxTimePerRun, true);
    }
}
