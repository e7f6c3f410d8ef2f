package io.processmaster.daemon.web.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what was used last and forgets the rest; for one thread at a time. */
final class Bounded<V> {
    private final int most;
    private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

    Bounded(int most) {
        this.most = most;
    }

    /** The value of {@code key}, which counts as a use. */
    Optional<V> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Remembers a value in place of the one that was not used for longest. */
    void put(String key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
    }

    /** Forgets it. */
    void remove(String key) {
        values.remove(key);
    }

    /** How much is remembered. */
    int size() {
        return values.size();
    }
}
