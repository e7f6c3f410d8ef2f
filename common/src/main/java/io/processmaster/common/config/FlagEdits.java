package io.processmaster.common.config;

import io.processmaster.common.config.YamlNode.Entry;
import io.processmaster.common.config.YamlNode.Mapping;
import io.processmaster.common.config.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the places where {@code global.enabled} can be written into a text. */
final class FlagEdits {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\n|\\r");

    private final String text;
    private final String lineEnd;
    private final String flag;

    private FlagEdits(String text, boolean enabled) {
        this.text = text;
        Matcher matcher = LINE_END.matcher(text);
        this.lineEnd = matcher.find() ? matcher.group() : "\n";
        this.flag = Boolean.toString(enabled);
    }

    /** Edits to be tried in this order; the caller checks what each of them really does. */
    static List<TextEdit> candidates(String text, Mapping root, boolean enabled) {
        FlagEdits edits = new FlagEdits(text, enabled);
        Optional<YamlNode> global = value(root, "global");
        if (global.isEmpty()) {
            return edits.newSection(root);
        }
        if (global.get() instanceof Mapping section) {
            return value(section, "enabled")
                    .map(value -> edits.newValue(value, edits.flag))
                    .orElseGet(() -> List.of(edits.first(section, "enabled: " + edits.flag, "")));
        }
        return edits.newValue(global.get(), "{enabled: " + edits.flag + "}");
    }

    private static Optional<YamlNode> value(Mapping mapping, String name) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals(name))
                .map(Entry::value)
                .findFirst();
    }

    private List<TextEdit> newValue(YamlNode old, String value) {
        if (!(old instanceof Scalar scalar)) {
            return List.of();
        }
        int from = scalar.start().index();
        if (scalar.isNull() && scalar.text().isEmpty()) {
            // "enabled:" and the "{enabled}" of a flow section.
            return List.of(TextEdit.insert(from, " " + value), TextEdit.insert(from, ": " + value));
        }
        return List.of(new TextEdit(from, scalar.end().index(), value));
    }

    /** The key as the first of its section, in the section's own style. */
    private TextEdit first(Mapping section, String entry, String innerLine) {
        if (section.entries().isEmpty()) {
            return TextEdit.insert(section.start().index() + 1, entry);
        }
        Place key = section.entries().get(0).key().start();
        String indent = " ".repeat(key.column() - 1);
        String after = section.flow() ? ", " : lineEnd + innerLine(innerLine, indent) + indent;
        return TextEdit.insert(key.index(), entry + after);
    }

    private String innerLine(String line, String indent) {
        return line.isEmpty() ? "" : indent + line + lineEnd;
    }

    private List<TextEdit> newSection(Mapping root) {
        if (root.flow()) {
            return List.of(first(root, "global: {enabled: " + flag + "}", ""));
        }
        String enabled = "  enabled: " + flag;
        String indent = " ".repeat(root.start().column() - 1);
        boolean complete = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
        String appended = (complete ? "" : lineEnd) + indent + "global:" + lineEnd + indent + enabled + lineEnd;
        // At the end, unless the document ends before the text does.
        return List.of(
                TextEdit.insert(text.codePointCount(0, text.length()), appended), first(root, "global:", enabled));
    }
}
