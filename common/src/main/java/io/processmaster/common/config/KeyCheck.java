package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Mapping;
import io.processmaster.common.config.YamlNode.Refused;
import io.processmaster.common.config.YamlNode.Scalar;
import io.processmaster.common.config.YamlNode.Sequence;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares a document with the table of keys and keeps what has the right form. */
final class KeyCheck {
    /** The most items of a list. */
    static final int MOST_ITEMS = 4096;

    private final KeyTable table;
    private final Problems problems;
    private final Map<String, YamlNode> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    private KeyCheck(KeyTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    /** The values of {@code root} that {@code table} knows and whose form is right; the rest are problems. */
    static Fields check(Mapping root, KeyTable table, Problems problems) {
        KeyCheck check = new KeyCheck(table, problems);
        check.section(root, "");
        return new Fields(table, check.values, check.places, problems);
    }

    private void section(Mapping section, String path) {
        Map<String, Place> seen = new HashMap<>();
        for (Entry entry : section.entries()) {
            String name = entry.key().text();
            Place first = seen.putIfAbsent(name, entry.key().start());
            if (first == null) {
                entry(entry, path);
            } else {
                problems.add(
                        entry.key().start(),
                        join(path, Shown.key(path, name)) + ": duplicate key (first at line " + first.line() + ")");
            }
        }
    }

    private void entry(Entry entry, String section) {
        String name = entry.key().text();
        String path = join(section, name);
        // A dot or a bracket within a name would reach keys of other sections.
        boolean simple = !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf('[') < 0;
        boolean known = table.key(path).isPresent() || table.isSection(path);
        if (!simple || !known) {
            problems.add(entry.key().start(), unknown(section, name));
            return;
        }
        places.put(path, entry.key().start());
        if (table.key(path).isPresent() && !table.key(path).get().isAvailable()) {
            problems.add(entry.key().start(), path + ": not available in this version");
        } else if (isGiven(entry.value(), path)) {
            value(entry.value(), path);
        }
    }

    private String unknown(String section, String name) {
        if (name.equals("<<")) {
            return join(section, name) + ": YAML merge keys are not supported (write the keys out)";
        }
        String shown = join(section, Shown.key(section, name));
        if (!name.isEmpty() && table.key(join(section, name)).isPresent()) {
            return shown + ": unknown key (sections are nested, not written with dots)";
        }
        return shown + ": unknown key"
                + table.suggestion(section, name).map(hint -> " (" + hint + ")").orElse("");
    }

    private boolean isGiven(YamlNode node, String path) {
        if (node instanceof Scalar scalar && scalar.isNull()) {
            // An empty value has no place of its own.
            Place place = scalar.text().isEmpty() ? places.getOrDefault(path, scalar.start()) : scalar.start();
            problems.add(place, path + ": has no value (give one, or remove the key)");
            return false;
        }
        return !(node instanceof Refused);
    }

    private void value(YamlNode node, String path) {
        if (table.key(path).isEmpty()) {
            if (node instanceof Mapping inner) {
                section(inner, path);
            } else {
                problems.add(node.start(), path + ": must be a section with keys of its own, not " + node.kind());
            }
            return;
        }
        if (node instanceof Sequence list && list.items().size() > MOST_ITEMS) {
            problems.add(node.start(), path + ": has more than " + MOST_ITEMS + " items");
            return;
        }
        ValueType type = table.key(path).get().type();
        boolean right =
                switch (type.shape()) {
                    case SINGLE -> node instanceof Scalar;
                    case LIST -> node instanceof Sequence list && isListOfText(list, path);
                    case ENTRIES -> node instanceof Sequence;
                    case ANY -> true;
                };
        if (right) {
            values.put(path, node);
            if (type.shape() == ValueType.Shape.ENTRIES) {
                entries((Sequence) node, path);
            }
        } else if (!(node instanceof Sequence) || type.shape() == ValueType.Shape.SINGLE) {
            problems.add(node.start(), path + ": must be " + type.expected() + ", not " + node.kind());
        }
    }

    private boolean isListOfText(Sequence list, String path) {
        boolean right = true;
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode item = list.items().get(i);
            String inner = path + "[" + i + "]";
            if (!isGiven(item, inner)) {
                right = false;
            } else if (!(item instanceof Scalar)) {
                problems.add(item.start(), inner + ": must be text, not " + item.kind());
                right = false;
            }
        }
        return right;
    }

    private void entries(Sequence list, String path) {
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode item = list.items().get(i);
            String inner = path + "[" + i + "]";
            places.put(inner, item.start());
            if (isGiven(item, inner)) {
                if (item instanceof Mapping entry) {
                    section(entry, inner);
                } else {
                    problems.add(item.start(), inner + ": must be an entry with keys of its own, not " + item.kind());
                }
            }
        }
    }

    private static String join(String section, String name) {
        return section.isEmpty() ? name : section + "." + name;
    }
}
