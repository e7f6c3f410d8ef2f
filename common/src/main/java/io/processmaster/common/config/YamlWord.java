package io.processmaster.common.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes texts so that every YAML reader takes them for texts, and for these. */
final class YamlWord {
    // What YAML readers may take for something else than text.
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PLAIN = '~';

    private YamlWord() {}

    /** Without quotes where every reader agrees, otherwise in double ones. */
    static String of(String value) {
        boolean plain = value.matches("[A-Za-z_/][A-Za-z0-9_./-]*") && !WORDS.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : '"' + escaped(value) + '"';
    }

    /** A list on one line. */
    static String list(List<String> values) {
        return values.stream().map(YamlWord::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String escaped(String value) {
        return value.codePoints().mapToObj(YamlWord::escaped).collect(Collectors.joining());
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        if ((c >= FIRST_PRINTABLE && c <= LAST_PLAIN) || Character.isLetterOrDigit(c)) {
            return Character.toString(c);
        }
        return c > Character.MAX_VALUE ? String.format("\\U%08X", c) : String.format("\\u%04X", c);
    }
}
