package io.processmaster.daemon.control;

import io.processmaster.common.api.AppStatus;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.port.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Compares snapshots of the fleet. An app of which there is no news has the very same view in each of them, and records
 * look at that first, so that a thousand apps are compared by a thousand addresses.
 */
public final class FleetFeed implements StatusFeed {
    private final Fleet fleet;
    private final Function<AppView, AppStatus> presentation;
    private final Fleet.Watching watching;
    private FleetSnapshot shown;

    /**
     * Begins with what is so now.
     *
     * @param presentation makes what people see of an app, by asking the kernel
     * @param changed called when {@link #changes} may have something; on the fleet's own thread, so it must not block
     */
    public FleetFeed(Fleet fleet, Function<AppView, AppStatus> presentation, Runnable changed) {
        this.fleet = fleet;
        this.presentation = presentation;
        // In this order nothing is missed between the two.
        this.watching = fleet.whenPublished(changed);
        this.shown = fleet.snapshot();
    }

    @Override
    public List<AppStatus> all() {
        return shown.apps().stream().map(presentation).toList();
    }

    @Override
    public Change changes() {
        FleetSnapshot next = fleet.snapshot();
        FleetSnapshot before = shown;
        shown = next;
        return compare(before.apps(), next.apps());
    }

    private Change compare(List<AppView> before, List<AppView> after) {
        List<AppStatus> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        int old = 0;
        for (AppView view : after) {
            while (old < before.size() && order(before.get(old), view) < 0) {
                removed.add(before.get(old++).spec().name().text());
            }
            boolean known = old < before.size() && order(before.get(old), view) == 0;
            if (!known || !before.get(old).equals(view)) {
                changed.add(presentation.apply(view));
            }
            old += known ? 1 : 0;
        }
        before.subList(old, before.size())
                .forEach(gone -> removed.add(gone.spec().name().text()));
        return new Change(changed, removed);
    }

    private static int order(AppView a, AppView b) {
        return a.spec().name().compareTo(b.spec().name());
    }

    @Override
    public void close() {
        watching.close();
    }
}
