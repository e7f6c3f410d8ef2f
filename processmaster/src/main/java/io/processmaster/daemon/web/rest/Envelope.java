package io.processmaster.daemon.web.rest;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.daemon.web.http.Reply;
import java.util.List;
import java.util.Optional;

/** The frame of each answer: {@code success, data, meta, message}, or {@code success, error, message}. */
final class Envelope {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private Envelope() {}

    /** Something that was asked for. */
    static Reply data(JsonValue data, JsonObject meta) {
        return success(OK, data, meta, Optional.empty());
    }

    /** Something that was done, and what became of it. */
    static Reply done(int status, JsonValue data, String message) {
        return success(status, data, JsonNull.NULL, Optional.of(message));
    }

    private static Reply success(int status, JsonValue data, JsonValue meta, Optional<String> message) {
        return Reply.json(
                status,
                JsonObject.builder()
                        .put("success", true)
                        .put("data", data)
                        .put("meta", meta)
                        .put("message", message)
                        .build());
    }

    /**
     * It did not work.
     *
     * @param phrase one of a few fixed ones, for programs
     * @param message what was attempted, what is wrong, what to do
     */
    static Reply failure(int status, String phrase, String message) {
        return failure(status, phrase, message, List.of());
    }

    /** The same with each single thing that is wrong, if there are any. */
    static Reply failure(int status, String phrase, String message, List<String> problems) {
        JsonObject.Builder json =
                JsonObject.builder().put("success", false).put("error", phrase).put("message", message);
        if (!problems.isEmpty()) {
            json.put("problems", JsonArray.ofTexts(problems));
        }
        return Reply.json(status, json.build());
    }
}
