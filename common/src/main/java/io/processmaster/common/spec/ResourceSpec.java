package io.processmaster.common.spec;

import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import java.util.OptionalLong;

/**
 * Limits of one cgroup; every one is written at every launch, so that a removed limit is gone.
 *
 * @param maxCpu {@code cpu.max}
 * @param maxMemory {@code memory.max}
 * @param maxSwap {@code memory.swap.max}
 * @param memoryHigh {@code memory.high}
 * @param maxPids {@code pids.max}; empty for no limit
 * @param ioWeight {@code io.weight}, 1 to 10000; empty for the kernel's default of 100
 */
public record ResourceSpec(
        CpuQuota maxCpu,
        DataSize maxMemory,
        DataSize maxSwap,
        DataSize memoryHigh,
        OptionalLong maxPids,
        OptionalLong ioWeight) {
    /** No limits. */
    public static final ResourceSpec UNLIMITED = new ResourceSpec(
            CpuQuota.MAX, DataSize.MAX, DataSize.MAX, DataSize.MAX, OptionalLong.empty(), OptionalLong.empty());
}
