package io.processmaster.daemon.adapter.logs;

import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.rotation.RotatedName.Dated;
import io.processmaster.daemon.core.rotation.RotatedName.Numbered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of rotated files, by their names alone. */
final class Generations {
    private static final Comparator<RotatedName> BY_NUMBER =
            Comparator.comparingInt(name -> name instanceof Numbered numbered ? numbered.number() : 0);

    private Generations() {}

    /**
     * Puts the newest first, and leaves one file of each generation: the plain one, for a compressed one beside it may
     * not be finished.
     *
     * @param mode how files are rotated now; those of the other mode are older
     */
    static List<RotatedName> newestFirst(List<RotatedName> names, RotationSpec.Mode mode) {
        boolean timed = mode == RotationSpec.Mode.TIME;
        List<RotatedName> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparing((RotatedName name) -> (name instanceof Dated) != timed)
                .thenComparing(BY_NUMBER)
                .thenComparing(Generations::compareTimes)
                .thenComparing(RotatedName::compressed));
        List<RotatedName> generations = new ArrayList<>();
        for (RotatedName name : sorted) {
            int last = generations.size() - 1;
            if (last < 0 || !name.compress().equals(generations.get(last).compress())) {
                generations.add(name);
            }
        }
        return generations;
    }

    /** The other file that may hold the same generation. */
    static RotatedName twin(RotatedName name) {
        if (!name.compressed()) {
            return name.compress();
        }
        return name instanceof Dated dated
                ? new Dated(dated.log(), dated.time(), dated.copy(), false)
                : new Numbered(name.log(), ((Numbered) name).number(), false);
    }

    private static int compareTimes(RotatedName a, RotatedName b) {
        if (a instanceof Dated one && b instanceof Dated other) {
            int older = other.time().compareTo(one.time());
            return older != 0 ? older : Integer.compare(other.copy(), one.copy());
        }
        return 0;
    }
}
