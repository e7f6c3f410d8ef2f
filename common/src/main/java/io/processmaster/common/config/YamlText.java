package io.processmaster.common.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes texts as YAML that every reader takes for the same texts. */
final class YamlText {
    // What YAML readers may take for something else than text.
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
    private static final int FIRST_PRINTABLE = 0x20;

    private YamlText() {}

    /** Without quotes where every reader agrees, otherwise in double ones. */
    static String scalar(String value) {
        boolean plain = value.matches("[A-Za-z_/][A-Za-z0-9_./-]*") && !WORDS.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : quoted(value);
    }

    /** In double quotes, on one line. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(c -> escape(c, text));
        return text.append('"').toString();
    }

    /** A list on one line. */
    static String list(List<String> values) {
        return values.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void escape(int c, StringBuilder text) {
        if (c == '"' || c == '\\') {
            text.append('\\').appendCodePoint(c);
        } else if (c == '\n') {
            text.append("\\n");
        } else if (c == '\t') {
            text.append("\\t");
        } else if (c < FIRST_PRINTABLE || Shown.isUnprintable(c)) {
            text.append(String.format(Locale.ROOT, c > Character.MAX_VALUE ? "\\U%08x" : "\\u%04x", c));
        } else {
            text.appendCodePoint(c);
        }
    }
}
