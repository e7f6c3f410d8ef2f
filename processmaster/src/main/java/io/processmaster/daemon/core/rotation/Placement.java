package io.processmaster.daemon.core.rotation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How room is made for one more rotated file, and what it is called.
 *
 * <p>The steps can be cut short after any of them and planned anew: what was moved already leaves a gap, and nothing
 * beyond a gap is moved.
 *
 * @param steps in their order
 * @param name of the new file; empty when there is none to be, because nothing is kept or every name is taken
 */
public record Placement(List<Step> steps, Optional<RotatedName> name) {
    /** Copies the list. */
    public Placement {
        steps = List.copyOf(steps);
    }

    /** One change of a directory. */
    public sealed interface Step {
        /** Remove this entry. */
        record Delete(String name) implements Step {}

        /** Rename it; there is no entry of the new name, as far as is known. */
        record Rename(String from, String to) implements Step {}
    }

    /**
     * By size.
     *
     * @param present the rotated files that are there
     * @param blocked names that must not be touched: directories, and other logs of the app
     * @param backups how many are to be kept, the new one included
     */
    public static Placement bySize(String log, Collection<RotatedName> present, Set<String> blocked, int backups) {
        TreeMap<Integer, List<RotatedName.Numbered>> byNumber = new TreeMap<>();
        for (RotatedName name : present) {
            if (name instanceof RotatedName.Numbered numbered) {
                byNumber.computeIfAbsent(numbered.number(), n -> new ArrayList<>())
                        .add(numbered);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<Integer, List<RotatedName.Numbered>> beyond :
                byNumber.tailMap(backups, false).descendingMap().entrySet()) {
            beyond.getValue().forEach(file -> steps.add(new Step.Delete(file.text())));
        }
        List<Integer> slots = new ArrayList<>();
        for (int number = 1; number <= backups; number++) {
            if (isFree(log, number, blocked)) {
                slots.add(number);
            }
        }
        if (slots.isEmpty()) {
            return new Placement(steps, Optional.empty());
        }
        int gap = 0;
        while (gap < slots.size() && byNumber.containsKey(slots.get(gap))) {
            gap++;
        }
        if (gap == slots.size()) {
            gap--;
            byNumber.get(slots.get(gap)).forEach(oldest -> steps.add(new Step.Delete(oldest.text())));
        }
        for (int i = gap; i > 0; i--) {
            int to = slots.get(i);
            byNumber.get(slots.get(i - 1))
                    .forEach(file ->
                            steps.add(new Step.Rename(file.text(), file.at(to).text())));
        }
        return new Placement(steps, Optional.of(new RotatedName.Numbered(log, slots.get(0), false)));
    }

    private static boolean isFree(String log, int number, Set<String> blocked) {
        RotatedName plain = new RotatedName.Numbered(log, number, false);
        return !blocked.contains(plain.text())
                && !blocked.contains(plain.compress().text());
    }

    /**
     * By time.
     *
     * @param present as for {@link #bySize}
     * @param blocked as for {@link #bySize}
     * @param time when, in the host's zone
     */
    public static Placement byTime(
            String log, Collection<RotatedName> present, Set<String> blocked, LocalDateTime time) {
        Set<String> taken = new HashSet<>(blocked);
        present.forEach(name -> taken.add(name.text()));
        for (int copy = 1; copy <= RotatedName.MOST; copy++) {
            RotatedName name = new RotatedName.Dated(log, time.withNano(0), copy, false);
            if (Collections.disjoint(taken, List.of(name.text(), name.compress().text()))) {
                return new Placement(List.of(), Optional.of(name));
            }
        }
        return new Placement(List.of(), Optional.empty());
    }
}
