package io.processmaster.pmctl.render;

import io.processmaster.common.api.PerfReport;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.pmctl.terminal.Printable;
import java.util.Map;

/** The kernel's figures of an app under the names of the kernel's files. */
public final class PerfText {
    private PerfText() {}

    /** Appends one block per file of the kernel. */
    public static void append(StringBuilder out, PerfReport report) {
        out.append(Printable.line(report.application())).append("  ");
        out.append(Printable.line(report.cgroup())).append('\n');
        for (Map.Entry<String, JsonValue> file : report.figures().members().entrySet()) {
            out.append('\n').append(Printable.line(file.getKey())).append('\n');
            Facts facts = new Facts();
            collect(facts, file.getKey(), "", file.getValue());
            facts.append(out, 2);
        }
    }

    private static void collect(Facts facts, String file, String path, JsonValue value) {
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                collect(facts, file, name, member.getValue());
            }
            return;
        }
        facts.add(path, words(file, path, value));
    }

    private static String words(String file, String name, JsonValue value) {
        if (value instanceof JsonText text) {
            return text.value();
        }
        if (!(value instanceof JsonNumber number)) {
            return value.compact();
        }
        String literal = number.literal();
        if (!isWhole(literal)) {
            return literal;
        }
        long amount = number.asLong();
        if (name.endsWith("_usec") || name.endsWith("total")) {
            return literal + "  (" + Figures.span(amount / 1000) + ")";
        }
        boolean bytes = name.endsWith("bytes") || isMemory(file);
        return bytes && amount >= 1024 ? literal + "  (" + Figures.size(amount) + ")" : literal;
    }

    private static boolean isMemory(String file) {
        return file.startsWith("memory.") && !file.endsWith(".events") && !file.endsWith(".pressure");
    }

    private static boolean isWhole(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if ((c < '0' || c > '9') && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return literal.length() < 19;
    }
}
