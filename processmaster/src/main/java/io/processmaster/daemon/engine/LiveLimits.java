package io.processmaster.daemon.engine;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppState;
import java.io.IOException;

/** Has the limits of a definition hold for a run that was launched under others; belongs to the loop. */
final class LiveLimits {
    private LiveLimits() {}

    /** Writes them in the app's lane, which means after a launch that is under way; does nothing when nothing runs. */
    static void apply(SupervisorLoop loop, AppCell cell) {
        AppState state = cell.life().state();
        if (!(state instanceof AppState.Running || state instanceof AppState.Starting)) {
            return;
        }
        AppSpec spec = cell.spec();
        loop.inLane(spec.name(), () -> {
            try {
                loop.ports().cgroups().apply(spec.name(), spec.resources());
            } catch (IOException e) {
                loop.note("config", spec.name(), "limits_failed", e.getMessage());
            }
        });
    }
}
