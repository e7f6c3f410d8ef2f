package io.processmaster.pmctl.render;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import java.util.Map;

/** JSON with two spaces per level, one member per line. */
public final class PrettyJson {
    private PrettyJson() {}

    /** Appends {@code value} and a line end. */
    public static void append(StringBuilder out, JsonValue value) {
        value(out, value, 0);
        out.append('\n');
    }

    private static void value(StringBuilder out, JsonValue value, int depth) {
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            object(out, object, depth + 1);
        } else if (value instanceof JsonArray array && !array.values().isEmpty()) {
            array(out, array, depth + 1);
        } else {
            value.writeTo(out);
        }
    }

    private static void object(StringBuilder out, JsonObject object, int depth) {
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            out.append(separator);
            separator = ",";
            newLine(out, depth);
            new JsonText(member.getKey()).writeTo(out);
            out.append(": ");
            value(out, member.getValue(), depth);
        }
        newLine(out, depth - 1);
        out.append('}');
    }

    private static void array(StringBuilder out, JsonArray array, int depth) {
        String separator = "[";
        for (JsonValue element : array.values()) {
            out.append(separator);
            separator = ",";
            newLine(out, depth);
            value(out, element, depth);
        }
        newLine(out, depth - 1);
        out.append(']');
    }

    private static void newLine(StringBuilder out, int depth) {
        out.append('\n').append(" ".repeat(2 * depth));
    }
}
