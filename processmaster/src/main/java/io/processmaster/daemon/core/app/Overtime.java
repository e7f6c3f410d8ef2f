package io.processmaster.daemon.core.app;

import java.time.Duration;
import java.util.Optional;

/** The time that a run of a job may take. */
public final class Overtime {
    // Farther ahead than any host stays up, and still a number that the monotonic clock can be compared with.
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private Overtime() {}

    /** The timer for the run in progress, from its true start on; empty when none runs, or it may take for ever. */
    public static Optional<AppEffect.ArmTimer> watch(AppLife life, Rules rules) {
        return life.state() instanceof AppState.Running running
                ? rules.maxTimePerRun()
                        .map(most -> new AppEffect.ArmTimer(
                                TimerId.OVERTIME,
                                running.run(),
                                running.facts().started().plus(most.compareTo(FOREVER) < 0 ? most : FOREVER)))
                : Optional.empty();
    }
}
