package io.processmaster.daemon.core.app;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of one event.
 *
 * @param next the life from here on
 * @param effects what the outside world is asked to do, in this order
 */
public record Transition(AppLife next, List<AppEffect> effects) {
    /** Copies the list. */
    public Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(AppLife next, AppEffect... effects) {
        return new Transition(next, List.of(effects));
    }

    Transition and(AppEffect... more) {
        List<AppEffect> all = new ArrayList<>(effects);
        all.addAll(List.of(more));
        return new Transition(next, all);
    }

    Transition first(AppEffect... before) {
        List<AppEffect> all = new ArrayList<>(List.of(before));
        all.addAll(effects);
        return new Transition(next, all);
    }
}
