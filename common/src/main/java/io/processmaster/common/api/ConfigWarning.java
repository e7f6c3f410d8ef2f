package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;

/**
 * Something wrong in a definition file.
 *
 * @param file its path
 * @param line 1-based; 0 when it concerns the file as a whole
 * @param column 1-based; 0 when it concerns the line or the file as a whole
 * @param message what is wrong and what to do, for a person
 */
public record ConfigWarning(String file, long line, long column, String message) {
    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("file", file)
                .put("line", line)
                .put("column", column)
                .put("message", message)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static ConfigWarning fromJson(JsonObject json) {
        return new ConfigWarning(json.text("file"), json.integer("line"), json.integer("column"), json.text("message"));
    }
}
