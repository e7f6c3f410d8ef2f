package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When an app runs by itself.
 *
 * @param schedule the job's schedule as its definition has it; empty for a service
 * @param nextRunAtMs when the job runs next, milliseconds since 1970
 * @param lastRunAtMs when the last run began, milliseconds since 1970
 */
public record AppTiming(Optional<String> schedule, OptionalLong nextRunAtMs, OptionalLong lastRunAtMs) {
    /** Of an app that has no schedule and never ran. */
    public static final AppTiming NONE = new AppTiming(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    void addTo(JsonObject.Builder json) {
        json.put("schedule", schedule).put("next_run_at_ms", nextRunAtMs).put("last_run_at_ms", lastRunAtMs);
    }

    static AppTiming of(JsonObject json) {
        return new AppTiming(
                json.findText("schedule"), json.findInteger("next_run_at_ms"), json.findInteger("last_run_at_ms"));
    }
}
