package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;

/**
 * The definition of an app that is in force.
 *
 * @param application whose it is
 * @param sourceFile absolute path of the file that it was read from
 * @param outdated whether that file has become bad since, so that an older one is in force
 * @param problems what is wrong with the file then
 * @param yaml the definition with all defaults; what may be a secret is {@code ********}
 */
public record DefinitionReport(
        String application, String sourceFile, boolean outdated, List<String> problems, String yaml) {
    /** Copies the list. */
    public DefinitionReport {
        problems = List.copyOf(problems);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("application", application)
                .put("source_file", sourceFile)
                .put("outdated", outdated)
                .put("problems", JsonArray.ofTexts(problems))
                .put("yaml", yaml)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static DefinitionReport fromJson(JsonObject json) {
        return new DefinitionReport(
                json.text("application"),
                json.text("source_file"),
                json.bool("outdated"),
                json.array("problems").texts(),
                json.text("yaml"));
    }
}
