package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;

/**
 * An action that was started.
 *
 * @param id which one
 * @param pid its first process
 */
public record AdminStarted(String id, long pid) {
    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder().put("id", id).put("pid", pid).build();
    }

    /** Reads what {@link #toJson} writes. */
    public static AdminStarted fromJson(JsonObject json) {
        return new AdminStarted(json.text("id"), json.integer("pid"));
    }
}
