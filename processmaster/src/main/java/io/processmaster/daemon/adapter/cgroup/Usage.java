package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.daemon.port.CgroupUsage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a cgroup uses. */
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

    /** That of {@code cgroup}; files that the kernel does not have are left out. */
    static CgroupUsage of(Cgroup cgroup) throws IOException {
        Map<String, String> raw = new LinkedHashMap<>();
        for (String file : FILES) {
            Optional<String> text = readable(cgroup, file);
            text.ifPresent(content -> raw.put(file, content));
        }
        return new CgroupUsage(
                number(Optional.ofNullable(raw.get("cpu.stat")).flatMap(text -> Cgroup.field(text, "usage_usec"))),
                number(Optional.ofNullable(raw.get("memory.current"))),
                number(Optional.ofNullable(raw.get("memory.max"))),
                number(Optional.ofNullable(raw.get("pids.current"))),
                raw);
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

    private static OptionalLong number(Optional<String> text) {
        return text.map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }
}
