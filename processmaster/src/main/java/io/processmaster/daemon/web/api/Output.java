package io.processmaster.daemon.web.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What apps wrote themselves, in the answers of the protocol; it is not for viewers. */
final class Output {
    private static final String TAIL = "stderr_tail";
    private static final String RUNS = "runs";

    private Output() {}

    /** The answer without it; the keys stay. */
    static JsonObject removedFrom(JsonObject answer) {
        Map<String, JsonValue> members = new LinkedHashMap<>(answer.members());
        members.computeIfPresent(TAIL, (key, tail) -> JsonArray.ofTexts(List.of()));
        members.computeIfPresent(RUNS, (key, runs) -> runs instanceof JsonArray array ? removedFromAll(array) : runs);
        return new JsonObject(members);
    }

    private static JsonArray removedFromAll(JsonArray runs) {
        return new JsonArray(runs.values().stream()
                .map(run -> run instanceof JsonObject object ? removedFrom(object) : run)
                .toList());
    }
}
