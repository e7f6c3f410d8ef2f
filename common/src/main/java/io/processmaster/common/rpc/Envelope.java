package io.processmaster.common.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;

/** The JSON-RPC 2.0 wrapping of requests, replies and notifications. */
public final class Envelope {
    /** The notification that carries log text. */
    public static final String LOG = "log";

    /** The notification that carries one event. */
    public static final String EVENT = "event";

    /** The notification by which the daemon ends a stream; its {@code reason} says why. */
    public static final String END = "end";

    private static final String VERSION = "2.0";

    private Envelope() {}

    /** A call that expects an answer. */
    public static JsonObject request(long id, Method method, JsonObject params) {
        return JsonObject.builder()
                .put("jsonrpc", VERSION)
                .put("id", id)
                .put("method", method.wireName())
                .put("params", params)
                .build();
    }

    /** The answer to request {@code id}. */
    public static JsonObject reply(JsonValue id, JsonObject result) {
        return JsonObject.builder()
                .put("jsonrpc", VERSION)
                .put("id", id)
                .put("result", result)
                .build();
    }

    /** The answer to request {@code id} when it was not done; {@code data} gets the kind in front. */
    public static JsonObject error(JsonValue id, ErrorKind kind, String message, JsonObject data) {
        JsonObject.Builder facts = JsonObject.builder().put("kind", kind.wireName());
        data.members().forEach(facts::put);
        return JsonObject.builder()
                .put("jsonrpc", VERSION)
                .put("id", id)
                .put(
                        "error",
                        JsonObject.builder()
                                .put("code", kind.code().number())
                                .put("message", message)
                                .put("data", facts.build())
                                .build())
                .build();
    }

    /** News that expects no answer. */
    public static JsonObject notification(String name, JsonObject params) {
        return JsonObject.builder()
                .put("jsonrpc", VERSION)
                .put("method", name)
                .put("params", params)
                .build();
    }

    /** Whether {@code message} says that it follows JSON-RPC 2.0. */
    public static boolean isVersion2(JsonObject message) {
        JsonValue version = message.members().get("jsonrpc");
        return version instanceof JsonText text && VERSION.equals(text.value());
    }
}
