package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;

/**
 * What an update does, or would do, to one app.
 *
 * @param application whom it concerns
 * @param action {@code start}, {@code stop}, {@code restart}, {@code live} or {@code none}
 * @param keys the changed keys of its definition
 */
public record PlanChange(String application, String action, List<String> keys) {
    /** Copies the list. */
    public PlanChange {
        keys = List.copyOf(keys);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("application", application)
                .put("action", action)
                .put("keys", JsonArray.ofTexts(keys))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static PlanChange fromJson(JsonObject json) {
        return new PlanChange(
                json.text("application"),
                json.text("action"),
                json.array("keys").texts());
    }
}
