package io.processmaster.daemon.core.app;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RestartSpec;
import java.time.Duration;

/**
 * The part of a definition that an app's life depends on.
 *
 * @param restart what happens when it ends by itself
 * @param stopByCommand whether a stop begins with a command
 * @param grace how long a stop may take before everything is killed
 */
public record Rules(RestartSpec restart, boolean stopByCommand, Duration grace) {
    /** The rules of a definition. */
    public static Rules of(AppSpec spec) {
        return new Rules(
                spec.restart(), !spec.stop().command().isEmpty(), spec.stop().grace());
    }
}
