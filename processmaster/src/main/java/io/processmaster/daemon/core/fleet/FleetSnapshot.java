package io.processmaster.daemon.core.fleet;

import io.processmaster.common.names.AppName;
import java.util.List;
import java.util.Optional;

/**
 * All apps as they stood after one turn of the loop.
 *
 * @param apps sorted by name
 * @param shuttingDown whether the daemon is on its way out
 */
public record FleetSnapshot(List<AppView> apps, boolean shuttingDown) {
    /** Nothing yet. */
    public static final FleetSnapshot EMPTY = new FleetSnapshot(List.of(), false);

    /** Copies the list. */
    public FleetSnapshot {
        apps = List.copyOf(apps);
    }

    /** The app of that name. */
    public Optional<AppView> find(AppName name) {
        int low = 0;
        int high = apps.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = apps.get(middle).spec().name().compareTo(name);
            if (order == 0) {
                return Optional.of(apps.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
