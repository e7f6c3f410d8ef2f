package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;

/**
 * What a reload of the definitions did, or would do.
 *
 * @param changes one per app, sorted by name
 * @param warnings what is wrong in the files, in the order of file, line and column
 */
public record UpdateReport(List<PlanChange> changes, List<ConfigWarning> warnings) {
    /** Copies the lists. */
    public UpdateReport {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("changes", JsonArray.of(changes, PlanChange::toJson))
                .put("warnings", JsonArray.of(warnings, ConfigWarning::toJson))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static UpdateReport fromJson(JsonObject json) {
        return new UpdateReport(
                json.array("changes").objects(PlanChange::fromJson),
                json.array("warnings").objects(ConfigWarning::fromJson));
    }
}
