package io.processmaster.daemon.web.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonBool;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.rpc.Param;
import io.processmaster.daemon.control.Refused;
import java.util.List;
import java.util.Map;

/** Parameters that stand behind a question mark, as what the method takes. */
final class QueryParams {
    private QueryParams() {}

    /**
     * The parameters; those that the method does not know stay texts, for the check that tells them.
     *
     * @throws Refused when a text cannot be what its parameter takes
     */
    static JsonObject of(Method method, Map<String, String> query) throws Refused {
        JsonObject.Builder params = JsonObject.builder();
        for (Map.Entry<String, String> given : query.entrySet()) {
            params.put(given.getKey(), value(method, given.getKey(), given.getValue()));
        }
        return params.build();
    }

    private static JsonValue value(Method method, String name, String text) throws Refused {
        for (Param param : method.params()) {
            if (param.name().equals(name)) {
                return value(method, param, text);
            }
        }
        return new JsonText(text);
    }

    private static JsonValue value(Method method, Param param, String text) throws Refused {
        return switch (param.type()) {
            case TEXT -> new JsonText(text);
            case TEXTS -> JsonArray.ofTexts(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
            case FLAG -> flag(method, param, text);
            case COUNT -> count(method, param, text);
        };
    }

    private static JsonValue flag(Method method, Param param, String text) throws Refused {
        return switch (text) {
            case "true" -> new JsonBool(true);
            case "false" -> new JsonBool(false);
            default -> throw wrong(method, param, "must be true or false");
        };
    }

    private static JsonValue count(Method method, Param param, String text) throws Refused {
        try {
            return JsonNumber.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw wrong(method, param, "must be a whole number from " + param.least() + " to " + param.most());
        }
    }

    private static Refused wrong(Method method, Param param, String what) {
        return new Refused(ErrorKind.INVALID_PARAMS, "\"" + param.name() + "\" of " + method.wireName() + " " + what);
    }
}
