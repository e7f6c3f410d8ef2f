package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a main process ended.
 *
 * @param code its exit code; empty when a signal ended it or nobody can tell
 * @param signal the name of the signal that ended it, such as {@code SIGKILL}
 * @param oomKilled whether the kernel's OOM killer struck
 * @param atMs wall clock, milliseconds since 1970
 */
public record LastExit(OptionalLong code, Optional<String> signal, boolean oomKilled, long atMs) {
    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("code", code)
                .put("signal", signal)
                .put("oom_killed", oomKilled)
                .put("at_ms", atMs)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static LastExit fromJson(JsonObject json) {
        return new LastExit(
                json.findInteger("code"), json.findText("signal"), json.bool("oom_killed"), json.integer("at_ms"));
    }
}
