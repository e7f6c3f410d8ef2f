package io.processmaster.daemon.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a cgroup uses; a figure whose controller is missing is absent.
 *
 * @param cpuMicros processor time used since the cgroup was made
 * @param memoryBytes memory in use
 * @param memoryLimitBytes the limit in force; empty for none
 * @param tasks threads and processes
 * @param raw the kernel's own files by name ({@code cpu.stat}, {@code memory.events}, {@code io.stat}, {@code cpu.pressure}, …), as text
 */
public record CgroupUsage(
        OptionalLong cpuMicros,
        OptionalLong memoryBytes,
        OptionalLong memoryLimitBytes,
        OptionalLong tasks,
        Map<String, String> raw) {
    /** Copies the map, keeping its order. */
    public CgroupUsage {
        raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
    }
}
