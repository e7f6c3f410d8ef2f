package io.processmaster.daemon.core.fleet;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.schedule.Upcoming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One app as it stands, for readers.
 *
 * @param spec its definition in force
 * @param life where it is and why
 * @param problems what is wrong with its file when the definition in force is an older one; empty when it is current
 * @param upcoming when it runs by itself; empty for a service, and for a job that is disabled or over
 */
public record AppView(AppSpec spec, AppLife life, List<String> problems, Optional<Upcoming> upcoming) {
    /** Of an app that no schedule is going to start. */
    public AppView(AppSpec spec, AppLife life, List<String> problems) {
        this(spec, life, problems, Optional.empty());
    }

    /** Copies the list. */
    public AppView {
        problems = List.copyOf(problems);
    }

    /** When it runs by itself next. */
    public Optional<Instant> nextRun() {
        return upcoming.map(Upcoming::first);
    }

    /** Whether the definition in force is older than the file. */
    public boolean isOutdated() {
        return !problems.isEmpty();
    }
}
