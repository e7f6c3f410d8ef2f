package io.processmaster.dist.chaos;

import io.processmaster.common.api.RunRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The history as it was read again and again: a run that was told once is told the same from then on, and each has its number. */
final class Histories {
    /** What tells two runs apart, also after damage of a history that took the newest number away. */
    private record Key(String app, long run, long startedAtMs) {}

    private final Losses losses;
    private final Map<Key, RunRecord> known = new HashMap<>();
    private final Map<String, List<RunRecord>> inOrder = new TreeMap<>();

    Histories(Losses losses) {
        this.losses = losses;
    }

    /** Takes in what the daemon tells of an app now. */
    void read(String app, List<RunRecord> newestFirst) {
        List<RunRecord> told = new ArrayList<>(newestFirst);
        told.removeIf(run -> run.endedAtMs().isEmpty());
        Collections.reverse(told);
        List<RunRecord> all = inOrder.computeIfAbsent(app, name -> new ArrayList<>());
        Map<Key, Integer> seen = new HashMap<>();
        for (RunRecord run : told) {
            Key key = new Key(app, run.run(), run.startedAtMs());
            if (seen.merge(key, 1, Integer::sum) > 1) {
                throw new Violation("a run is told twice: " + run);
            }
            RunRecord before = known.putIfAbsent(key, run);
            if (before == null) {
                follows(all, run);
                all.add(run);
            } else if (!before.equals(run)) {
                throw new Violation("a finished run is told in another way:\n" + before + "\n" + run);
            }
        }
    }

    private void follows(List<RunRecord> all, RunRecord run) {
        if (all.isEmpty()) {
            return;
        }
        RunRecord last = all.get(all.size() - 1);
        long until = run.endedAtMs().orElseThrow();
        boolean next = run.run() == last.run() + 1;
        boolean later = run.run() > last.run() && losses.sawDeath(last.startedAtMs(), until);
        if (run.run() <= last.run() && !losses.sawDamage(last.startedAtMs(), until)) {
            throw new Violation("a number was given to two runs: " + last + " and " + run);
        }
        if (!next && !later && !losses.excuse(last.startedAtMs(), until)) {
            throw new Violation("runs of " + run.application() + " are missing between " + last + " and " + run);
        }
        if (run.startedAtMs() < last.startedAtMs()) {
            throw new Violation("runs out of order: " + last + " and " + run);
        }
    }

    /** All finished runs of an app, oldest first. */
    List<RunRecord> of(String app) {
        return List.copyOf(inOrder.getOrDefault(app, List.of()));
    }
}
