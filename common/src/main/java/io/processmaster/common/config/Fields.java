package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Mapping;
import io.processmaster.common.config.YamlNode.Scalar;
import io.processmaster.common.config.YamlNode.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The values of one file, read by key path.
 *
 * <p>A bad value becomes a problem and its fallback is returned, so that reading goes on and finds the rest.
 */
final class Fields {
    private static final long MOST_DIGITS = 18;

    private final KeyTable table;
    private final Map<String, YamlNode> values;
    private final Map<String, Place> places;
    private final Problems problems;

    Fields(KeyTable table, Map<String, YamlNode> values, Map<String, Place> places, Problems problems) {
        this.table = table;
        this.values = Map.copyOf(values);
        this.places = Map.copyOf(places);
        this.problems = problems;
    }

    /** Whether the file has the key, with a good or a bad value. */
    boolean has(String path) {
        return places.containsKey(path);
    }

    /** Adds a problem at the value, or at the key when its value has the wrong form. */
    void problem(String path, String message) {
        YamlNode value = values.get(path);
        problems.add(value == null ? places.getOrDefault(path, Place.NONE) : value.start(), path + ": " + message);
    }

    /** Adds a problem at the key. */
    void problemAtKey(String path, String message) {
        problems.add(places.getOrDefault(path, Place.NONE), path + ": " + message);
    }

    /** Adds a problem at one item of a list. */
    void problemAtItem(String path, int item, String message) {
        Place place = values.get(path) instanceof Sequence list
                ? list.items().get(item).start()
                : Place.NONE;
        problems.add(place, path + "[" + item + "]: " + message);
    }

    /** Says that a required key is absent, unless its bad value was told already. */
    void requirePresence(String path) {
        if (!has(path)) {
            missing(path, "this key is required");
        }
    }

    /** Says that a key is absent and why it has to be there. */
    void missing(String path, String why) {
        String section = path.substring(0, Math.max(0, path.lastIndexOf('.')));
        problems.add(places.getOrDefault(section, Place.NONE), path + ": missing (" + why + ")");
    }

    /** The declared text, good or bad; empty when there is none. */
    Optional<Scalar> declared(String path) {
        return values.get(path) instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty();
    }

    /** The declared list, or none. */
    List<String> list(String path) {
        if (!(values.get(path) instanceof Sequence list)) {
            return List.of();
        }
        return list.items().stream().map(item -> ((Scalar) item).text()).toList();
    }

    /** Whether the file has a well-formed list at {@code path}, empty or not. */
    boolean declaresList(String path) {
        return values.get(path) instanceof Sequence;
    }

    /** The positions of the well-formed entries in a list of sections. */
    int[] positions(String path) {
        if (!(values.get(path) instanceof Sequence list)) {
            return new int[0];
        }
        return IntStream.range(0, list.items().size())
                .filter(i -> list.items().get(i) instanceof Mapping)
                .toArray();
    }

    /** The names in a section that takes any names, each once, in their order; only those of well-formed sections. */
    List<String> names(String path) {
        if (!(values.get(path) instanceof Mapping section)) {
            return List.of();
        }
        return section.entries().stream()
                .filter(entry -> entry.value() instanceof Mapping)
                .map(entry -> entry.key().text())
                .distinct()
                .toList();
    }

    /** The entries of a section whose keys are anybody's choice, in their order; their values are all scalars. */
    List<Entry> words(String path) {
        return values.get(path) instanceof Mapping section ? section.entries() : List.of();
    }

    /** Adds a problem somewhere in the file. */
    void problemAt(Place place, String path, String message) {
        problems.add(place, path + ": " + message);
    }

    /** The declared value or else the fallback of the table, both read by {@code parse}. */
    <T> T value(String path, Function<String, Optional<T>> parse) {
        return optional(path, parse).orElseGet(() -> parse.apply(fallback(path)).orElseThrow());
    }

    /** The declared value; empty when there is none or it is bad. */
    <T> Optional<T> optional(String path, Function<String, Optional<T>> parse) {
        return optional(path, parse, type(path).expected());
    }

    /** As {@link #optional(String, Function)} with words of its own for what is expected. */
    <T> Optional<T> optional(String path, Function<String, Optional<T>> parse, String expected) {
        return declared(path).flatMap(scalar -> {
            Optional<T> value = parse.apply(scalar.text());
            if (value.isEmpty()) {
                problem(path, "must be " + expected + ", not " + Shown.quoted(scalar.text()));
            }
            return value;
        });
    }

    /** A truth value; only the plain words {@code true} and {@code false}. */
    boolean truth(String path) {
        Optional<Scalar> scalar = declared(path);
        boolean right = scalar.isEmpty() || isTruth(scalar.get());
        if (!right) {
            problem(
                    path,
                    "must be " + ValueType.BOOLEAN.expected() + ", not "
                            + Shown.quoted(scalar.get().text()));
        }
        String text = right && scalar.isPresent() ? scalar.get().text() : fallback(path);
        return text.equals("true");
    }

    private static boolean isTruth(Scalar scalar) {
        return scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"));
    }

    /** A whole number within bounds, without quotes. */
    int integer(String path, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        Optional<Scalar> scalar = declared(path);
        if (scalar.isPresent() && !scalar.get().plain()) {
            problem(path, "must be " + expected + ", without quotes");
            return Integer.parseInt(fallback(path));
        }
        return optional(path, text -> number(text, least, most), expected)
                .map(Math::toIntExact)
                .orElseGet(() -> Integer.parseInt(fallback(path)));
    }

    /** Reads a decimal number without leading zeros and within bounds. */
    static Optional<Long> number(String text, long least, long most) {
        if (text.length() > MOST_DIGITS || !text.matches("0|-?[1-9][0-9]*")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }

    /** The fallback of the table. */
    String fallback(String path) {
        return table.key(path).orElseThrow().fallback().text();
    }

    private ValueType type(String path) {
        return table.key(path).orElseThrow().type();
    }
}
