package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Mapping;
import io.processmaster.common.config.YamlNode.Refused;
import io.processmaster.common.config.YamlNode.Scalar;
import io.processmaster.common.config.YamlNode.Sequence;
import io.processmaster.common.spec.AdminAction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
        check.section(root, "", "");
        return new Fields(table, check.values, check.places, problems);
    }

    /** {@code known} is the path in the table; it has no positions and no free names, which {@code path} has. */
    private void section(Mapping section, String path, String known) {
        Map<String, Place> seen = new HashMap<>();
        for (Entry entry : section.entries()) {
            String name = entry.key().text();
            Place first = seen.putIfAbsent(name, entry.key().start());
            if (first == null) {
                entry(entry, path, known);
            } else {
                problems.add(
                        entry.key().start(),
                        join(path, Shown.key(path, name)) + ": duplicate key (first at line " + first.line() + ")");
            }
        }
    }

    private void entry(Entry entry, String section, String knownSection) {
        String name = entry.key().text();
        String path = join(section, name);
        String known = table.below(knownSection, name);
        Optional<String> badName = table.takesNames(knownSection) ? AdminAction.problemWith(name) : Optional.empty();
        if (badName.isPresent()) {
            problems.add(entry.key().start(), section + ": the id " + Shown.quoted(name) + " " + badName.get());
            return;
        }
        // A dot or a bracket within a name would reach keys of other sections.
        boolean simple = table.takesNames(knownSection)
                || (!name.isEmpty() && name.indexOf('.') < 0 && name.indexOf('[') < 0 && name.indexOf('<') < 0);
        if (!simple || !(table.key(known).isPresent() || table.isSection(known))) {
            problems.add(entry.key().start(), unknown(section, knownSection, name));
            return;
        }
        places.put(path, entry.key().start());
        if (table.key(known).isPresent() && !table.key(known).get().isAvailable()) {
            problems.add(entry.key().start(), path + ": not available in this version");
        } else if (isGiven(entry.value(), path)) {
            value(entry.value(), path, known);
        }
    }

    private String unknown(String section, String knownSection, String name) {
        if (name.equals("<<")) {
            return join(section, name) + ": YAML merge keys are not supported (write the keys out)";
        }
        String shown = join(section, Shown.key(section, name));
        if (!name.isEmpty() && table.key(join(section, name)).isPresent()) {
            return shown + ": unknown key (sections are nested, not written with dots)";
        }
        return shown + ": unknown key"
                + table.suggestion(knownSection, name)
                        .map(hint -> " (" + hint + ")")
                        .orElse("");
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

    private void value(YamlNode node, String path, String known) {
        if (table.key(known).isEmpty()) {
            if (node instanceof Mapping inner) {
                if (table.takesNames(known)) {
                    values.put(path, inner);
                }
                section(inner, path, known);
            } else {
                problems.add(node.start(), path + ": must be a section with keys of its own, not " + node.kind());
            }
            return;
        }
        if (node instanceof Sequence list && list.items().size() > MOST_ITEMS) {
            problems.add(node.start(), path + ": has more than " + MOST_ITEMS + " items");
            return;
        }
        ValueType type = table.key(known).get().type();
        boolean right =
                switch (type.shape()) {
                    case SINGLE -> node instanceof Scalar;
                    case LIST -> node instanceof Sequence list && isListOfText(list, path);
                    case ENTRIES -> node instanceof Sequence;
                    case WORDS -> node instanceof Mapping words && isSectionOfText(words, path);
                    case ANY -> true;
                };
        if (right) {
            values.put(path, node);
            if (type.shape() == ValueType.Shape.ENTRIES) {
                entries((Sequence) node, path, known);
            }
        } else if (!isLookedInto(node, type.shape())) {
            problems.add(node.start(), path + ": must be " + type.expected() + ", not " + node.kind());
        }
    }

    /** Whether what is wrong with it was found inside, and told. */
    private static boolean isLookedInto(YamlNode node, ValueType.Shape shape) {
        return switch (shape) {
            case LIST, ENTRIES -> node instanceof Sequence;
            case WORDS -> node instanceof Mapping;
            case SINGLE, ANY -> false;
        };
    }

    private boolean isSectionOfText(Mapping section, String path) {
        boolean right = true;
        Map<String, Place> seen = new HashMap<>();
        for (Entry entry : section.entries()) {
            String inner = join(path, Shown.key(path, entry.key().text()));
            Place first = seen.putIfAbsent(entry.key().text(), entry.key().start());
            if (first != null) {
                problems.add(entry.key().start(), inner + ": duplicate key (first at line " + first.line() + ")");
                right = false;
            } else if (!isGiven(entry.value(), inner)) {
                right = false;
            } else if (!(entry.value() instanceof Scalar)) {
                problems.add(
                        entry.value().start(),
                        inner + ": must be text, not " + entry.value().kind());
                right = false;
            }
        }
        return right;
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

    private void entries(Sequence list, String path, String known) {
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode item = list.items().get(i);
            String inner = path + "[" + i + "]";
            places.put(inner, item.start());
            if (isGiven(item, inner)) {
                if (item instanceof Mapping entry) {
                    section(entry, inner, known + "[]");
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
