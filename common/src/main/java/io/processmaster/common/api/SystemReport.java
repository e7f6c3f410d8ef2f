package io.processmaster.common.api;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonNumber;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The host that the daemon runs on.
 *
 * @param hostname its name
 * @param kernel release of its kernel
 * @param cpus processors that are online
 * @param cpuPercent processor time of everything since the last look, 100 when all processors were busy
 * @param memory the main memory
 * @param swap the swap space
 * @param loadAverage runnable processes over 1, 5 and 15 minutes
 * @param uptimeMs since its boot
 * @param atMs when this was measured, milliseconds since 1970
 */
public record SystemReport(
        String hostname,
        String kernel,
        int cpus,
        OptionalDouble cpuPercent,
        Space memory,
        Space swap,
        List<Double> loadAverage,
        long uptimeMs,
        long atMs) {
    /**
     * Memory of one kind.
     *
     * @param totalBytes all of it
     * @param usedBytes what cannot be had without taking it from somebody
     */
    public record Space(long totalBytes, long usedBytes) {
        /** How much of it is used, 100 for all; 0 where there is none. */
        public double usedPercent() {
            return totalBytes == 0 ? 0 : 100.0 * usedBytes / totalBytes;
        }
    }

    /** Copies the list. */
    public SystemReport {
        loadAverage = List.copyOf(loadAverage);
    }

    /** As an object of the protocol. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("hostname", hostname)
                .put("kernel", kernel)
                .put("cpus", cpus)
                .put("cpu_percent", cpuPercent)
                .put("memory_total_bytes", memory.totalBytes())
                .put("memory_used_bytes", memory.usedBytes())
                .put("swap_total_bytes", swap.totalBytes())
                .put("swap_used_bytes", swap.usedBytes())
                .put("load_average", JsonArray.of(loadAverage, load -> JsonNumber.of(load.doubleValue())))
                .put("uptime_ms", uptimeMs)
                .put("at_ms", atMs)
                .build();
    }

    /** Reads what {@link #toJson} writes. */
    public static SystemReport fromJson(JsonObject json) {
        List<Double> load = new ArrayList<>();
        for (JsonValue value : json.array("load_average").values()) {
            load.add(((JsonNumber) value).asDouble());
        }
        return new SystemReport(
                json.text("hostname"),
                json.text("kernel"),
                (int) json.integer("cpus"),
                json.findNumber("cpu_percent"),
                new Space(json.integer("memory_total_bytes"), json.integer("memory_used_bytes")),
                new Space(json.integer("swap_total_bytes"), json.integer("swap_used_bytes")),
                load,
                json.integer("uptime_ms"),
                json.integer("at_ms"));
    }
}
