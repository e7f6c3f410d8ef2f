package io.processmaster.daemon.core.plan;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.SpecDifference;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.Phase;
import io.processmaster.daemon.core.fleet.AppView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the definitions with the fleet; content decides, not the age of a file. */
public final class Reconcile {
    private Reconcile() {}

    /** What the definitions mean for each app, sorted by name; the same for a dry run and the real one. */
    public static List<Change> plan(Collection<AppView> fleet, Definitions definitions) {
        Map<AppName, AppView> current = new TreeMap<>();
        for (AppView view : fleet) {
            current.put(view.spec().name(), view);
        }
        SortedSet<AppName> names = new TreeSet<>(current.keySet());
        names.addAll(definitions.specs().keySet());
        List<Change> changes = new ArrayList<>();
        for (AppName name : names) {
            AppView view = current.get(name);
            AppSpec wanted = definitions.specs().get(name);
            if (view == null) {
                changes.add(added(wanted));
            } else if (wanted != null) {
                changes.add(kept(view, wanted));
            } else if (definitions.broken().containsKey(name)) {
                changes.add(new Change(name, Change.Action.NONE, List.of()));
            } else {
                changes.add(new Change(name, Change.Action.STOP, List.of()));
            }
        }
        return changes;
    }

    private static Change added(AppSpec spec) {
        Change.Action action = spec.job().isPresent() ? Change.Action.LIVE : Change.Action.START;
        return new Change(spec.name(), spec.enabled() ? action : Change.Action.NONE, List.of());
    }

    private static Change kept(AppView view, AppSpec wanted) {
        List<String> keys = SpecDifference.changedKeys(view.spec(), wanted);
        return new Change(wanted.name(), action(view, wanted, keys), keys);
    }

    private static Change.Action action(AppView view, AppSpec wanted, List<String> keys) {
        boolean switched = view.spec().enabled() != wanted.enabled();
        // On its way down is not up: an update must not turn a stop into a restart.
        boolean up = !view.life().isAtRest() && view.life().phase() != Phase.STOPPING;
        if (switched && !wanted.enabled()) {
            return Change.Action.STOP;
        }
        if (wanted.job().isPresent()) {
            // What ran as a service would go on for ever, and keep the schedule from starting anything.
            boolean wasService = view.spec().job().isEmpty();
            return wasService && up ? Change.Action.STOP : keys.isEmpty() ? Change.Action.NONE : Change.Action.LIVE;
        }
        if (view.spec().job().isPresent() && !up) {
            return wanted.enabled() && !view.life().stoppedByPerson() ? Change.Action.START : Change.Action.LIVE;
        }
        if (switched && !up) {
            return Change.Action.START;
        }
        if (keys.isEmpty()) {
            return wantsStart(view, wanted) ? Change.Action.START : Change.Action.NONE;
        }
        if (SpecDifference.needsRestart(keys) && (up || isFailed(view.life()))) {
            return wanted.enabled() || up ? Change.Action.RESTART : Change.Action.LIVE;
        }
        return wantsStart(view, wanted) ? Change.Action.START : Change.Action.LIVE;
    }

    private static boolean isFailed(AppLife life) {
        return life.state() instanceof AppState.Failed && !life.stoppedByPerson();
    }

    // Enabled and down, although nobody stopped it and it did not end in good order: it never came up.
    private static boolean wantsStart(AppView view, AppSpec wanted) {
        return wanted.enabled()
                && !view.life().stoppedByPerson()
                && view.life().state() instanceof AppState.Stopped stopped
                && !stopped.finished();
    }
}
