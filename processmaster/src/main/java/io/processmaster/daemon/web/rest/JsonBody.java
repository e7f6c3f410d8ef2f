package io.processmaster.daemon.web.rest;

import io.processmaster.common.config.Suggestion;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import java.util.List;
import java.util.Map;

/** Reads the body of a request as strictly as a configuration file. */
final class JsonBody {
    private JsonBody() {}

    /**
     * The object in {@code body}; an empty one when there is no body.
     *
     * @param known the keys that are taken
     * @param refused keys that PM2 or PMDaemon take, and what to do instead
     */
    static JsonObject read(String body, List<String> known, Map<String, String> refused) throws Refused {
        if (body.isBlank()) {
            return JsonObject.EMPTY;
        }
        JsonObject json = parse(body);
        for (String key : json.members().keySet()) {
            if (refused.containsKey(key)) {
                throw bad(key + " is not supported (" + refused.get(key) + ")");
            }
            if (!known.contains(key)) {
                throw bad(key + ": unknown key ("
                        + Suggestion.among(known, key)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known are " + String.join(", ", known))
                        + ")");
            }
        }
        return json;
    }

    private static JsonObject parse(String body) throws Refused {
        try {
            if (JsonReader.read(body, Bounds.REQUEST_VALUES) instanceof JsonObject json) {
                return json;
            }
            throw bad("the body is not a JSON object");
        } catch (JsonException e) {
            throw bad("the body is not JSON: " + e.getMessage());
        }
    }

    /** Something is wrong with what the client sent. */
    static Refused bad(String message) {
        return new Refused(ErrorKind.INVALID_PARAMS, message);
    }
}
