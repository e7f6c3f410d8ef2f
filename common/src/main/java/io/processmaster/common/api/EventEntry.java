package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One event: something that happened, and why.
 *
 * @param seq position in the journal; never repeats
 * @param tsMs milliseconds since 1970
 * @param component which part of the daemon speaks
 * @param app whom it concerns; empty for the daemon itself
 * @param event stable name in snake_case
 * @param message one line for a person
 * @param data facts by name
 */
public record EventEntry(
        long seq,
        long tsMs,
        String component,
        Optional<String> app,
        String event,
        String message,
        Map<String, String> data) {
    /** Copies the map, keeping its order. */
    public EventEntry {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        JsonObject.Builder facts = JsonObject.builder();
        data.forEach(facts::put);
        return JsonObject.builder()
                .put("seq", seq)
                .put("ts_ms", tsMs)
                .put("component", component)
                .put("app", app)
                .put("event", event)
                .put("message", message)
                .put("data", facts.build())
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static EventEntry fromJson(JsonObject json) {
        Map<String, String> data = new LinkedHashMap<>();
        json.object("data")
                .members()
                .forEach((name, value) ->
                        data.put(name, value instanceof JsonText text ? text.value() : value.compact()));
        return new EventEntry(
                json.integer("seq"),
                json.integer("ts_ms"),
                json.text("component"),
                json.findText("app"),
                json.text("event"),
                json.text("message"),
                data);
    }
}
