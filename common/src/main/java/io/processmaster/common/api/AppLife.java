package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an app does right now and how it came to that.
 *
 * @param actual {@code RUNNING} or {@code STOPPED}, the kernel's word
 * @param phase STARTING, RUNNING, STOPPING, STOPPED, BACKOFF, FAILED or RESTARTING
 * @param phaseSinceMs since when, milliseconds since 1970
 * @param reason why it is in this phase
 * @param health the word of its health check
 * @param pids every process in its cgroup
 * @param mainPid the process that was launched, while it lives
 * @param uptimeMs how long this run lasts; empty when none does
 * @param restartsInWindow restarts that count against the tolerance
 * @param restartsTotal restarts since the app is known
 * @param lastExit how the last run ended
 * @param mainExit how the main process of this run ended, while others of the run live on
 */
public record AppLife(
        String actual,
        String phase,
        long phaseSinceMs,
        Optional<String> reason,
        Optional<String> health,
        List<Long> pids,
        OptionalLong mainPid,
        OptionalLong uptimeMs,
        long restartsInWindow,
        long restartsTotal,
        Optional<LastExit> lastExit,
        Optional<LastExit> mainExit) {
    /** Copies the list. */
    public AppLife {
        pids = List.copyOf(pids);
    }

    void addTo(JsonObject.Builder json) {
        json.put("actual", actual)
                .put("phase", phase)
                .put("phase_since_ms", phaseSinceMs)
                .put("reason", reason)
                .put("health", health)
                .put("pids", JsonArray.ofLongs(pids))
                .put("main_pid", mainPid)
                .put("uptime_ms", uptimeMs)
                .put("restarts_in_window", restartsInWindow)
                .put("restarts_total", restartsTotal)
                .put("last_exit", orNull(lastExit))
                .put("main_exit", orNull(mainExit));
    }

    static AppLife of(JsonObject json) {
        return new AppLife(
                json.text("actual"),
                json.text("phase"),
                json.integer("phase_since_ms"),
                json.findText("reason"),
                json.findText("health"),
                json.array("pids").longs(),
                json.findInteger("main_pid"),
                json.findInteger("uptime_ms"),
                json.integer("restarts_in_window"),
                json.integer("restarts_total"),
                exit(json, "last_exit"),
                exit(json, "main_exit"));
    }

    private static Optional<LastExit> exit(JsonObject json, String name) {
        Optional<JsonObject> exit = json.findObject(name);
        return exit.isEmpty() ? Optional.empty() : Optional.of(LastExit.fromJson(exit.get()));
    }

    private static JsonValue orNull(Optional<LastExit> exit) {
        return exit.isPresent() ? exit.get().toJson() : JsonNull.NULL;
    }
}
