package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonText;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.ErrorKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One request line as far as it could be read.
 *
 * @param id what the answer must carry; null as long as it is not known
 * @param method its name, not looked up yet
 * @param params not checked yet
 */
record Request(JsonValue id, String method, JsonValue params) {
    /** The line is not a request; whom to tell and why. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient JsonValue id;
        private final ErrorKind kind;

        Unreadable(JsonValue id, ErrorKind kind, String message) {
            super(message);
            this.id = id;
            this.kind = kind;
        }

        JsonValue id() {
            return id;
        }

        ErrorKind kind() {
            return kind;
        }
    }

    static Request parse(byte[] line) throws Unreadable {
        JsonValue value;
        try {
            // Unlike new String(), this refuses bytes that are not UTF-8 instead of putting something else in their
            // place.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            value = JsonReader.read(text, Bounds.REQUEST_VALUES);
        } catch (CharacterCodingException e) {
            throw new Unreadable(JsonNull.NULL, ErrorKind.PARSE_ERROR, "reading the request: not UTF-8");
        } catch (JsonException e) {
            throw new Unreadable(JsonNull.NULL, ErrorKind.PARSE_ERROR, "reading the request: " + e.getMessage());
        }
        if (value instanceof JsonArray) {
            throw invalid(JsonNull.NULL, "batches are not supported (send one request per line)");
        }
        if (!(value instanceof JsonObject message)) {
            throw invalid(JsonNull.NULL, "it must be an object");
        }
        return of(message);
    }

    private static Request of(JsonObject message) throws Unreadable {
        JsonValue id = message.members().getOrDefault("id", JsonNull.NULL);
        if (!(id instanceof JsonText) && !(id instanceof JsonNumber)) {
            throw invalid(
                    JsonNull.NULL,
                    id == JsonNull.NULL
                            ? "it has no id (every request is answered, so give it one)"
                            : "its id must be a string or a number");
        }
        if (!Envelope.isVersion2(message)) {
            throw invalid(id, "\"jsonrpc\" must be \"2.0\"");
        }
        if (!(message.members().get("method") instanceof JsonText method)) {
            throw invalid(id, "\"method\" must be a string");
        }
        return new Request(id, method.value(), message.find("params").orElse(JsonObject.EMPTY));
    }

    private static Unreadable invalid(JsonValue id, String what) {
        return new Unreadable(id, ErrorKind.INVALID_REQUEST, "reading the request: " + what);
    }
}
