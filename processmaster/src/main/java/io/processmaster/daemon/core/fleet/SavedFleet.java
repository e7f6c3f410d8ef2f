package io.processmaster.daemon.core.fleet;

import io.processmaster.common.names.AppName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the next daemon has to know of the apps.
 *
 * @param bootId boot of the host in which it was saved; monotonic times, pids and start ticks mean nothing in another
 * @param savedAtMs wall clock, milliseconds since 1970
 * @param apps each name once
 */
public record SavedFleet(String bootId, long savedAtMs, List<SavedApp> apps) {
    /** Copies the list; refuses a name that is there twice. */
    public SavedFleet {
        apps = List.copyOf(apps);
        if (!areAscending(apps)) {
            refuseTwins(apps);
        }
    }

    // Nearly all are, and then it takes no set of all names at each change of one app.
    private static boolean areAscending(List<SavedApp> apps) {
        for (int i = 1; i < apps.size(); i++) {
            if (apps.get(i - 1).name().compareTo(apps.get(i).name()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void refuseTwins(List<SavedApp> apps) {
        Set<AppName> names = new HashSet<>();
        for (SavedApp app : apps) {
            if (!names.add(app.name())) {
                throw new IllegalArgumentException("app " + app.name() + " is saved twice");
            }
        }
    }
}
