package io.processmaster.daemon.adapter.cgroup;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all that the kernel says of what a cgroup uses. */
final class Usage {
    private static final List<String> FILES = List.of(
            "cpu.stat",
            "cpu.max",
            "memory.current",
            "memory.peak",
            "memory.high",
            "memory.max",
            "memory.swap.current",
            "memory.swap.max",
            "memory.events",
            "memory.stat",
            "io.stat",
            "pids.current",
            "pids.max",
            "cgroup.stat",
            "cpu.pressure",
            "memory.pressure",
            "io.pressure");

    private Usage() {}

    /** Everything about {@code cgroup}; files that the kernel does not have are left out. */
    static Map<String, String> figures(Cgroup cgroup) throws IOException {
        Map<String, String> figures = new LinkedHashMap<>();
        for (String file : FILES) {
            readable(cgroup, file).ifPresent(content -> figures.put(file, content));
        }
        return figures;
    }

    /** Pressure files exist but cannot be read where the kernel was started without pressure accounting. */
    private static Optional<String> readable(Cgroup cgroup, String file) throws IOException {
        try {
            return cgroup.read(file);
        } catch (IOException e) {
            if (file.endsWith(".pressure")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
