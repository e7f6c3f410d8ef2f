package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;

/**
 * New text of a followed log file.
 *
 * @param app whose file it is
 * @param file its name
 * @param text what was written, line ends included
 */
public record LogChunk(String app, String file, String text) {
    /** As the parameters of a {@code log} notification. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("app", app)
                .put("file", file)
                .put("text", text)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static LogChunk fromJson(JsonObject json) {
        return new LogChunk(json.text("app"), json.text("file"), json.text("text"));
    }
}
