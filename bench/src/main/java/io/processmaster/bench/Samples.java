package io.processmaster.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Measured durations.
 *
 * @param sorted in nanoseconds, shortest first; never empty
 */
record Samples(List<Long> sorted) {
    Samples {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Long> copy = new ArrayList<>(sorted);
        Collections.sort(copy);
        sorted = List.copyOf(copy);
    }

    /** Measures how long {@code work} takes, {@code count} times. */
    static Samples of(int count, Callable<?> work) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            work.call();
            nanos.add(System.nanoTime() - begun);
        }
        return new Samples(nanos);
    }

    /** The value that {@code share} of all do not exceed, nearest rank; {@code share} is above 0 and at most 1. */
    long quantile(double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    long median() {
        return quantile(0.5);
    }
}
