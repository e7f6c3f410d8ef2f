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

    /** The figures of {@code cgroup} that everybody asks for; nothing else is read. */
    static CgroupUsage of(Cgroup cgroup) throws IOException {
        return new CgroupUsage(
                number(cgroup.read("cpu.stat").flatMap(text -> Cgroup.field(text, "usage_usec"))),
                number(cgroup.read("memory.current")),
                number(cgroup.read("memory.max")),
                number(cgroup.read("pids.current")));
    }

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

    private static OptionalLong number(Optional<String> text) {
        return text.map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }
}
