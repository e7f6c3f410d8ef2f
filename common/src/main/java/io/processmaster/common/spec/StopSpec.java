package io.processmaster.common.spec;

import io.processmaster.common.units.Signal;
import java.time.Duration;
import java.util.List;

/**
 * How an app is asked to end.
 *
 * @param command argument list that is run instead of the signal; empty when there is none
 * @param signal sent to each process; also what a failing command falls back to
 * @param grace one deadline for command, signal and waiting; then everything is killed
 */
public record StopSpec(List<String> command, Signal signal, Duration grace) {
    /** Copies the list. */
    public StopSpec {
        command = List.copyOf(command);
    }
}
