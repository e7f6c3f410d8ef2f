package io.processmaster.common.api;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;

/**
 * Which daemon answers.
 *
 * @param build what it was built from
 * @param pid its process id
 * @param startedAtMs when it started, milliseconds since 1970
 */
public record ServerInfo(BuildInfo build, long pid, long startedAtMs) {
    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("build_id", build.buildId())
                .put("build_time", build.buildTime())
                .put("build_host", build.buildHost())
                .put("version", build.version())
                .put("pid", pid)
                .put("started_at_ms", startedAtMs)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static ServerInfo fromJson(JsonObject json) {
        return new ServerInfo(
                new BuildInfo(
                        json.text("version"), json.text("build_id"), json.text("build_time"), json.text("build_host")),
                json.integer("pid"),
                json.integer("started_at_ms"));
    }
}
