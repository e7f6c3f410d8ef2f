package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;

/**
 * The kernel's figures of one app.
 *
 * @param application whom it concerns
 * @param cgroup absolute path of its cgroup directory
 * @param figures one object per kernel file ({@code cpu.stat}, {@code memory.current}, {@code cpu.pressure}, …), figures by name
 */
public record PerfReport(String application, String cgroup, JsonObject figures) {
    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("application", application)
                .put("cgroup", cgroup)
                .put("figures", figures)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static PerfReport fromJson(JsonObject json) {
        return new PerfReport(json.text("application"), json.text("cgroup"), json.object("figures"));
    }
}
