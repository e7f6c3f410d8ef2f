package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When an app runs by itself.
 *
 * @param schedule the job's schedule as its definition has it; empty for a service
 * @param timeZone the zone in which the schedule is meant, such as {@code Europe/Berlin}; empty for a service
 * @param nextRunAtMs when the job runs next, milliseconds since 1970
 * @param lastRunAtMs when the last run began, the one in progress included, milliseconds since 1970
 * @param lastOutcome what came of the last finished run, as in the history
 * @param nextRunsMs when the job runs next and after that, a few of them, milliseconds since 1970
 */
public record AppTiming(
        Optional<String> schedule,
        Optional<String> timeZone,
        OptionalLong nextRunAtMs,
        OptionalLong lastRunAtMs,
        Optional<String> lastOutcome,
        List<Long> nextRunsMs) {
    /** Of an app that has no schedule and never ran. */
    public static final AppTiming NONE = new AppTiming(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            List.of());

    /** Copies the list. */
    public AppTiming {
        nextRunsMs = List.copyOf(nextRunsMs);
    }

    void addTo(JsonObject.Builder json) {
        json.put("schedule", schedule)
                .put("time_zone", timeZone)
                .put("next_run_at_ms", nextRunAtMs)
                .put("next_runs_ms", JsonArray.ofLongs(nextRunsMs))
                .put("last_run_at_ms", lastRunAtMs)
                .put("last_outcome", lastOutcome);
    }

    static AppTiming of(JsonObject json) {
        return new AppTiming(
                json.findText("schedule"),
                json.findText("time_zone"),
                json.findInteger("next_run_at_ms"),
                json.findInteger("last_run_at_ms"),
                json.findText("last_outcome"),
                json.array("next_runs_ms").longs());
    }
}
