package io.processmaster.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What was measured of several supervisors, side by side: a line for each thing that was measured. */
final class Comparison {
    private static final double MOST_95 = 0.95;

    private final List<String> names;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Long>>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Of these supervisors, in this order. */
    Comparison(List<String> names) {
        this.names = List.copyOf(names);
    }

    List<String> names() {
        return names;
    }

    /** The rows, in the order in which they were first told of. */
    List<String> rows() {
        return List.copyOf(units.keySet());
    }

    /** One more value of that supervisor. */
    void add(String row, Unit unit, String name, long value) {
        units.putIfAbsent(row, unit);
        values.computeIfAbsent(row, key -> new LinkedHashMap<>())
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(value);
    }

    /** That supervisor has no value in that row, and why. */
    void miss(String row, Unit unit, String name, String reason) {
        units.putIfAbsent(row, unit);
        reasons.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(name, reason);
    }

    /** That supervisor has no value anywhere, and why. */
    void absent(String name, String reason) {
        absent.put(name, reason);
    }

    /** A sentence below the tables. */
    void note(String text) {
        notes.add(text);
    }

    Optional<Samples> samples(String row, String name) {
        return Optional.ofNullable(values.getOrDefault(row, Map.of()).get(name)).map(Samples::new);
    }

    Unit unit(String row) {
        return units.get(row);
    }

    /** A line for each row, a column for each supervisor: median, or the worst of a count (least–95th percentile); the best is bold. */
    String markdown() {
        List<String> head = new ArrayList<>(List.of("measured", "n"));
        head.addAll(names);
        Table table = new Table(head);
        for (String row : units.keySet()) {
            List<String> cells = new ArrayList<>(List.of(row, counts(row)));
            names.forEach(name -> cells.add(cell(row, name)));
            table.add(cells);
        }
        return table.markdown() + sentences();
    }

    /** A line for each row and supervisor, with all that is known of the values. */
    String details() {
        Table table = new Table(List.of("measured", "of", "n", "median", "min", "p95", "max"));
        for (String row : units.keySet()) {
            for (String name : names) {
                samples(row, name)
                        .ifPresent(samples -> table.add(List.of(
                                row,
                                name,
                                Integer.toString(samples.sorted().size()),
                                unit(row).text(samples.median()),
                                unit(row).text(samples.quantile(0)),
                                unit(row).text(samples.quantile(MOST_95)),
                                unit(row).text(samples.quantile(1)))));
            }
        }
        return table.markdown();
    }

    /** The value that stands for all of them; empty when there is none. */
    OptionalLong headline(String row, String name) {
        return samples(row, name)
                .map(samples -> OptionalLong.of(unit(row).headline(samples)))
                .orElseGet(OptionalLong::empty);
    }

    /** The value that stands for all of them, or why there is none. */
    String headlineText(String row, String name) {
        return samples(row, name)
                .map(samples -> unit(row).text(unit(row).headline(samples)))
                .orElseGet(() -> reason(row, name));
    }

    private String cell(String row, String name) {
        Optional<Samples> measured = samples(row, name);
        if (measured.isEmpty()) {
            return reason(row, name);
        }
        Samples samples = measured.get();
        String headline = headlineText(row, name);
        if (best(row).equals(headline(row, name))) {
            headline = "**" + headline + "**";
        }
        return samples.quantile(0) == samples.quantile(1)
                ? headline
                : headline + " (" + unit(row).number(samples.quantile(0)) + "–"
                        + unit(row).number(samples.quantile(MOST_95)) + ")";
    }

    /** The least of those; empty when there is nothing to compare it with, or all are alike. */
    private OptionalLong best(String row) {
        List<Long> all = names.stream()
                .flatMapToLong(name -> headline(row, name).stream())
                .sorted()
                .boxed()
                .toList();
        return all.size() < 2 || all.get(0).equals(all.get(all.size() - 1))
                ? OptionalLong.empty()
                : OptionalLong.of(all.get(0));
    }

    private String reason(String row, String name) {
        String known = reasons.getOrDefault(row, Map.of()).get(name);
        return known != null ? known : absent.getOrDefault(name, "-");
    }

    private String counts(String row) {
        int most = names.stream()
                .flatMap(name -> samples(row, name).stream())
                .mapToInt(samples -> samples.sorted().size())
                .max()
                .orElse(0);
        return Integer.toString(most);
    }

    private String sentences() {
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append("\n").append(note).append("\n"));
        return text.toString();
    }
}
