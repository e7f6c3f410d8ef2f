package io.processmaster.common.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All keys of one kind of file: what the reader accepts, what it suggests, and what the documents describe. */
final class KeyTable {
    /** Stands in a path for a name that the person who writes the file thinks of. */
    static final String FREE_NAME = "<id>";

    private static final Pattern POSITION = Pattern.compile("\\[[0-9]+\\]");
    private static final int MOST_SUGGESTED = 64;
    private static final int FEWEST_BEGINNING = 4;

    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, SortedSet<String>> namesBySection = new LinkedHashMap<>();
    private final Map<String, String> replacements;

    /**
     * A table.
     *
     * @param keys in the order of the documents
     * @param replacements the grouped key for each flat key of old configurations
     */
    KeyTable(List<Key> keys, Map<String, String> replacements) {
        this.replacements = Map.copyOf(replacements);
        for (Key key : keys) {
            this.keys.put(key.path(), key);
            String inner = key.path();
            while (!inner.isEmpty()) {
                int dot = inner.lastIndexOf('.');
                String section = inner.substring(0, Math.max(0, dot));
                SortedSet<String> names = namesBySection.computeIfAbsent(section, s -> new TreeSet<>());
                if (!inner.endsWith("[]")) {
                    names.add(inner.substring(dot + 1));
                }
                inner = section;
            }
        }
    }

    /** All keys in the order of the documents. */
    List<Key> keys() {
        return List.copyOf(keys.values());
    }

    /** The key at {@code path}, in which list positions do not matter. */
    Optional<Key> key(String path) {
        return Optional.ofNullable(keys.get(withoutPositions(path)));
    }

    /** The path in this table of what is called {@code name} in {@code section}, which is a path of this table. */
    String below(String section, String name) {
        return takesNames(section) ? section + "." + FREE_NAME : section.isEmpty() ? name : section + "." + name;
    }

    /** Whether the sections in {@code section} have names that are not in the table. */
    boolean takesNames(String section) {
        return isSection(section + "." + FREE_NAME);
    }

    /** Whether keys lie below {@code path}. */
    boolean isSection(String path) {
        return namesBySection.containsKey(withoutPositions(path));
    }

    /** What to write instead of the unknown key {@code name} in {@code section}; empty when nothing comes to mind. */
    Optional<String> suggestion(String section, String name) {
        String path = section.isEmpty() ? name : section + "." + name;
        if (replacements.containsKey(path)) {
            return Optional.of("use " + replacements.get(path));
        }
        return name.length() > MOST_SUGGESTED
                ? Optional.empty()
                : containing(section, name)
                        .or(() -> elsewhere(name))
                        .or(() -> nearest(section, name))
                        .map(near -> "did you mean " + near + "?");
    }

    /** The key of {@code section} that {@code name} is most likely a misspelling of. */
    Optional<String> nearest(String section, String name) {
        int allowed = Math.max(1, name.length() / 3);
        return names(section).stream()
                .filter(candidate -> Likeness.distance(name, candidate) <= allowed)
                .min(Comparator.comparingInt(candidate -> Likeness.distance(name, candidate)));
    }

    /** {@code memory} stands for {@code max_memory}, {@code working_dir} for {@code working_directory}. */
    private Optional<String> containing(String section, String name) {
        return names(section).stream()
                .filter(candidate -> candidate.endsWith("_" + name)
                        || (name.length() >= FEWEST_BEGINNING && candidate.startsWith(name)))
                .findFirst();
    }

    /** The one key of another section that has this name. */
    private Optional<String> elsewhere(String name) {
        List<String> paths = keys.values().stream()
                .filter(key -> key.isAvailable() && key.name().equals(name))
                .map(Key::path)
                .filter(path -> !path.contains("[]") && !path.contains(FREE_NAME))
                .toList();
        return paths.size() == 1 ? Optional.of(paths.get(0)) : Optional.empty();
    }

    private SortedSet<String> names(String section) {
        return namesBySection.getOrDefault(withoutPositions(section), new TreeSet<>());
    }

    /** {@code process.environment[3].name} as {@code process.environment[].name}. */
    static String withoutPositions(String path) {
        return path.indexOf('[') < 0 ? path : POSITION.matcher(path).replaceAll("[]");
    }
}
