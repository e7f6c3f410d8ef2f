package io.processmaster.daemon.adapter.journal;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes texts of any origin fit for one line of the journal and for a terminal: bounded, without control characters.
 *
 * <p>Programs choose some of these texts, so escape sequences and characters that turn the direction of writing are made
 * visible instead of being passed on.
 */
final class Plain {
    /** Longest message, and longest value of a fact, in bytes of UTF-8. */
    static final int MAX_TEXT_BYTES = 4 << 10;

    /** Longest component, event and name of a fact, in bytes of UTF-8. */
    static final int MAX_NAME_BYTES = 64;

    /** The facts of one entry together, in bytes of UTF-8; what comes after them is left out. */
    static final int MAX_DATA_BYTES = 16 << 10;

    private static final String CUT = "…";
    private static final int CUT_BYTES = 3;

    private Plain() {}

    /** The entry with all its texts made fit. */
    static JournalEntry entry(
            long seq,
            long epochMillis,
            String component,
            Optional<AppName> app,
            String event,
            String message,
            Map<String, String> data) {
        return new JournalEntry(
                seq,
                epochMillis,
                text(component, MAX_NAME_BYTES),
                app,
                text(event, MAX_NAME_BYTES),
                text(message, MAX_TEXT_BYTES),
                facts(data));
    }

    /** The text on one line, at most {@code maxBytes} long as UTF-8, ending in an ellipsis where it was cut. */
    static String text(String raw, int maxBytes) {
        if (isPlain(raw) && raw.length() <= maxBytes) {
            return raw;
        }
        StringBuilder out = new StringBuilder(Math.min(raw.length(), maxBytes));
        int bytes = 0;
        int cutAt = 0;
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            String shown = isHarmful(point) ? escaped(point) : Character.toString(point);
            bytes += isHarmful(point) ? shown.length() : width(point);
            if (bytes > maxBytes) {
                return out.substring(0, cutAt) + CUT;
            }
            out.append(shown);
            if (bytes <= maxBytes - CUT_BYTES) {
                cutAt = out.length();
            }
            i += Character.charCount(point);
        }
        return out.toString();
    }

    private static Map<String, String> facts(Map<String, String> data) {
        Map<String, String> result = new LinkedHashMap<>();
        int left = MAX_DATA_BYTES;
        for (Map.Entry<String, String> fact : data.entrySet()) {
            String name = text(fact.getKey(), MAX_NAME_BYTES);
            int room = Math.min(MAX_TEXT_BYTES, left - MAX_NAME_BYTES);
            if (room < CUT_BYTES) {
                break;
            }
            String value = text(fact.getValue(), room);
            result.put(name, value);
            left -= bytes(name) + bytes(value);
        }
        return result;
    }

    private static int bytes(String text) {
        // Nearly every text is, and a stream of its characters would be most of the work for an event.
        return isPlain(text)
                ? text.length()
                : text.codePoints().map(Plain::width).sum();
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < 0x20 || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", point);
        };
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static int width(int point) {
        if (point < 0x80) {
            return 1;
        }
        return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
}
