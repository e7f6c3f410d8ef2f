package io.processmaster.daemon.web.http;

import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param type the content type
 * @param headers besides those that every answer has
 * @param body what follows them
 */
public record Reply(int status, String type, Map<String, String> headers, Body body) {
    /** The type of JSON. */
    public static final String JSON = "application/json";

    /** Copies the map. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** What an answer consists of. */
    public sealed interface Body {}

    /** All of it, in memory; nobody changes the array. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Bytes(byte[] bytes) implements Body {}

    /** Written while it is sent, when it may be too much for the memory; a failure breaks the connection. */
    public non-sealed interface Stream extends Body {
        /** Writes all of it; may block. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A text in UTF-8. */
    public static Reply text(int status, String type, String text) {
        return new Reply(status, type, Map.of(), new Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** An object as JSON. */
    public static Reply json(int status, JsonObject json) {
        return text(status, JSON, json.compact());
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, more, body);
    }
}
