package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run of one app, from launch to empty cgroup.
 *
 * @param application whose run it is
 * @param run its number, counted up from 1 for each app
 * @param trigger who or what started it
 * @param reason why it was started, for a person
 * @param startedAtMs milliseconds since 1970
 * @param endedAtMs milliseconds since 1970; empty while it runs
 * @param exitCode the main process's exit code
 * @param signal the name of the signal that ended the main process
 * @param oomKilled whether the kernel's OOM killer struck
 * @param outcome stable word; empty while it runs
 * @param stderrTail the last lines of standard error
 */
public record RunRecord(
        String application,
        long run,
        String trigger,
        Optional<String> reason,
        long startedAtMs,
        OptionalLong endedAtMs,
        OptionalLong exitCode,
        Optional<String> signal,
        boolean oomKilled,
        Optional<String> outcome,
        List<String> stderrTail) {
    /** Copies the list. */
    public RunRecord {
        stderrTail = List.copyOf(stderrTail);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("application", application)
                .put("run", run)
                .put("trigger", trigger)
                .put("reason", reason)
                .put("started_at_ms", startedAtMs)
                .put("ended_at_ms", endedAtMs)
                .put("exit_code", exitCode)
                .put("signal", signal)
                .put("oom_killed", oomKilled)
                .put("outcome", outcome)
                .put("stderr_tail", JsonArray.ofTexts(stderrTail))
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static RunRecord fromJson(JsonObject json) {
        return new RunRecord(
                json.text("application"),
                json.integer("run"),
                json.text("trigger"),
                json.findText("reason"),
                json.integer("started_at_ms"),
                json.findInteger("ended_at_ms"),
                json.findInteger("exit_code"),
                json.findText("signal"),
                json.bool("oom_killed"),
                json.findText("outcome"),
                json.array("stderr_tail").texts());
    }
}
