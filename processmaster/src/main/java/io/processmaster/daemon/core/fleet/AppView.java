package io.processmaster.daemon.core.fleet;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppLife;
import java.util.List;

/**
 * One app as it stands, for readers.
 *
 * @param spec its definition in force
 * @param life where it is and why
 * @param problems what is wrong with its file when the definition in force is an older one; empty when it is current
 */
public record AppView(AppSpec spec, AppLife life, List<String> problems) {
    /** Copies the list. */
    public AppView {
        problems = List.copyOf(problems);
    }

    /** Whether the definition in force is older than the file. */
    public boolean isOutdated() {
        return !problems.isEmpty();
    }
}
