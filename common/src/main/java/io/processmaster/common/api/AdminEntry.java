package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;

/**
 * An action that an operator may run.
 *
 * @param id by which it is run
 * @param label for people
 * @param command what is executed, as an argument list
 */
public record AdminEntry(String id, String label, List<String> command) {
    /** Copies the list. */
    public AdminEntry {
        command = List.copyOf(command);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("id", id)
                .put("label", label)
                .put("command", JsonArray.ofTexts(command))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static AdminEntry fromJson(JsonObject json) {
        return new AdminEntry(
                json.text("id"), json.text("label"), json.array("command").texts());
    }
}
