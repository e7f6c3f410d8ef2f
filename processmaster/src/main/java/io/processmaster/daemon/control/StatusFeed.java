package io.processmaster.daemon.control;

import io.processmaster.common.api.AppStatus;
import java.util.List;

/** The state of all apps as it goes on, for one thread at a time. */
public interface StatusFeed extends AutoCloseable {
    /** All apps as of the last {@link #changes}, sorted by name, with what the kernel says of them now. */
    List<AppStatus> all();

    /** What became of the apps since the last call, or since the feed was opened; cheap while nothing did. */
    Change changes();

    @Override
    void close();

    /**
     * What is not as it was.
     *
     * @param apps those that are new or changed, sorted by name
     * @param removed names of those that are gone, sorted
     */
    record Change(List<AppStatus> apps, List<String> removed) {
        /** Copies the lists. */
        public Change {
            apps = List.copyOf(apps);
            removed = List.copyOf(removed);
        }

        /** Whether all is as it was. */
        public boolean isNothing() {
            return apps.isEmpty() && removed.isEmpty();
        }
    }
}
