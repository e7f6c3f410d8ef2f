package io.processmaster.daemon.web.api;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Method;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is left of an answer for those who may not read what an app wrote. */
final class Redaction {
    // Only these quote output; others may have many values, which nobody should walk through for nothing.
    private static final Set<Method> QUOTING = EnumSet.of(Method.WHY, Method.HISTORY);
    private static final String OUTPUT = "stderr_tail";
    private static final JsonArray NOTHING = new JsonArray(List.of());

    private Redaction() {}

    /** The answer to {@code method} as somebody of that role may see it. */
    static JsonObject of(Method method, JsonObject answer, Role role) {
        return role.includes(Role.OPERATOR) || !QUOTING.contains(method) ? answer : object(answer);
    }

    private static JsonObject object(JsonObject object) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> members.put(name, name.equals(OUTPUT) ? NOTHING : value(value)));
        return new JsonObject(members);
    }

    private static JsonValue value(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object(object);
        }
        return value instanceof JsonArray array ? JsonArray.of(array.values(), Redaction::value) : value;
    }
}
