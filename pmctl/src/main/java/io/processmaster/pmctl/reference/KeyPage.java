package io.processmaster.pmctl.reference;

import io.processmaster.common.config.KeyReference.Entry;
import java.util.List;

/**
 * A manual page of section 5, made from the table of keys that the reader itself uses.
 *
 * @param name of the page
 * @param about one line for the index
 * @param description what kind of file it is and where it lies
 * @param keys in the order of the page
 * @param marksRestarts whether it matters which keys need a restart
 * @param others what to see besides, as {@code name (section)}
 */
public record KeyPage(
        String name, String about, String description, List<Entry> keys, boolean marksRestarts, List<String> others) {
    /** Copies the lists. */
    public KeyPage {
        keys = List.copyOf(keys);
        others = List.copyOf(others);
    }

    /** The source of the page, in the macros of man(7). */
    public String source(String version, String date) {
        StringBuilder out = new StringBuilder(8_192);
        out.append(".\\\" Made from the table of keys by the build; do not edit.\n");
        out.append(".TH ")
                .append(escaped(name.toUpperCase(java.util.Locale.ROOT)))
                .append(" 5 \"");
        out.append(date).append("\" \"ProcessMaster ").append(version).append("\" \"ProcessMaster\"\n");
        out.append(".SH NAME\n")
                .append(escaped(name))
                .append(" \\- ")
                .append(escaped(about))
                .append('\n');
        out.append(".SH DESCRIPTION\n").append(escaped(description)).append('\n');
        out.append(
                ".PP\nThe file is YAML, read strictly: an unknown key, a key given twice or a wrong value is an error");
        out.append(" with file, line and column.\n.SH KEYS\n");
        for (Entry key : keys) {
            key(out, key);
        }
        out.append(".SH SEE ALSO\n");
        for (int i = 0; i < others.size(); i++) {
            out.append(".BR ").append(escaped(others.get(i))).append(i + 1 < others.size() ? ",\n" : "\n");
        }
        return out.toString();
    }

    private void key(StringBuilder out, Entry key) {
        out.append(".TP\n.B ").append(escaped(key.path())).append('\n');
        String meaning = key.meaning();
        out.append(escaped(Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1)))
                .append(".\n");
        if (!key.type().isEmpty()) {
            out.append(escaped("Value: " + key.type())).append(".\n");
        }
        if (!key.fallback().isEmpty()) {
            out.append(escaped("Default: " + key.fallback())).append(".\n");
        }
        if (marksRestarts) {
            out.append(key.restarts() ? "A change restarts the app.\n" : "A change applies without a restart.\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
