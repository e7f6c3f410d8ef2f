package io.processmaster.common.api;

import io.processmaster.common.json.JsonObject;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What an app uses; a figure that nobody measures is empty.
 *
 * @param cpuPercent processor time, 100 for one full processor
 * @param memoryBytes memory in use
 * @param memoryLimitBytes the limit in force; empty for none
 * @param tasks processes and threads
 */
public record AppUsage(
        OptionalDouble cpuPercent, OptionalLong memoryBytes, OptionalLong memoryLimitBytes, OptionalLong tasks) {
    /** Nothing is known. */
    public static final AppUsage NONE =
            new AppUsage(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    void addTo(JsonObject.Builder json) {
        json.put("cpu_percent", cpuPercent)
                .put("memory_bytes", memoryBytes)
                .put("memory_limit_bytes", memoryLimitBytes)
                .put("tasks", tasks);
    }

    static AppUsage of(JsonObject json) {
        return new AppUsage(
                json.findNumber("cpu_percent"),
                json.findInteger("memory_bytes"),
                json.findInteger("memory_limit_bytes"),
                json.findInteger("tasks"));
    }
}
