package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.daemon.adapter.posix.KernelText;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.port.CgroupUsage;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the counters of cgroups: a handful of small files each, some microseconds a file. */
final class CounterFiles {
    // A number of 64 bits, or "max".
    private static final int NUMBER = 32;
    // The kernel fills at most half of it; memory that is asked for is cleared first, for each of thousands of files.
    private static final int SMALL = 1024;
    // A line for each device.
    private static final int LARGE = 32 * 1024;

    // To ask for a file that is not there costs as much as half of reading one.
    private final Set<String> controllers;

    /** Of the cgroups below one that enables these controllers. */
    CounterFiles(Set<String> controllers) {
        this.controllers = Set.copyOf(controllers);
    }

    /** The counters; all empty when it does not exist. */
    Counters of(Cgroup cgroup) {
        String directory = cgroup.path() + "/";
        FigureBytes cpu = file(directory, "cpu.stat", SMALL);
        if (cpu.isEmpty()) {
            return Counters.NONE;
        }
        return new Counters(
                new Counters.Cpu(cpu.field("usage_usec"), cpu.field("throttled_usec")),
                memory(directory),
                io(directory),
                new Counters.Pressure(
                        lost(directory, "cpu.pressure"),
                        lost(directory, "memory.pressure"),
                        lost(directory, "io.pressure")),
                tasks(directory));
    }

    /** Only what {@code status} tells; all empty when it does not exist. */
    CgroupUsage usage(Cgroup cgroup) {
        String directory = cgroup.path() + "/";
        boolean memory = controllers.contains("memory");
        return new CgroupUsage(
                file(directory, "cpu.stat", SMALL).field("usage_usec"),
                memory ? file(directory, "memory.current", NUMBER).number() : OptionalLong.empty(),
                memory ? file(directory, "memory.max", NUMBER).number() : OptionalLong.empty(),
                tasks(directory));
    }

    private OptionalLong tasks(String directory) {
        return controllers.contains("pids")
                ? file(directory, "pids.current", NUMBER).number()
                : OptionalLong.empty();
    }

    private Counters.Memory memory(String directory) {
        if (!controllers.contains("memory")) {
            return Counters.Memory.NONE;
        }
        return new Counters.Memory(
                file(directory, "memory.current", NUMBER).number(),
                file(directory, "memory.max", NUMBER).number(),
                file(directory, "memory.swap.current", NUMBER).number(),
                file(directory, "memory.events", SMALL).field("oom_kill"));
    }

    /** The file is there and empty until the first operation. */
    private Counters.Io io(String directory) {
        if (!controllers.contains("io")) {
            return Counters.Io.NONE;
        }
        FigureBytes io = file(directory, "io.stat", LARGE);
        return new Counters.Io(io.sum("rbytes="), io.sum("wbytes="), io.sum("rios="), io.sum("wios="));
    }

    private static Counters.Lost lost(String directory, String name) {
        FigureBytes pressure = file(directory, name, SMALL);
        return new Counters.Lost(pressure.inLine("some", "total="), pressure.inLine("full", "total="));
    }

    private static FigureBytes file(String directory, String name, int most) {
        return new FigureBytes(KernelText.read(directory + name, most));
    }
}
