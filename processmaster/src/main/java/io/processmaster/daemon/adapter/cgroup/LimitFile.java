package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.common.spec.MasterSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import java.util.List;
import java.util.OptionalLong;

/**
 * One limit as the kernel wants it.
 *
 * @param key the name that people know it by
 * @param controller the controller that enforces it
 * @param file the kernel's file
 * @param text what to write there
 * @param limiting false when it lifts the limit, which needs no controller
 */
record LimitFile(String key, String controller, String file, String text, boolean limiting) {
    private static final String DEFAULT_IO_WEIGHT = "default 100";

    /**
     * Every limit of an app.
     *
     * <p>Swap comes before memory: what a lower limit drives out goes to swap at once, and stays there however little of
     * that is allowed later.
     */
    static List<LimitFile> of(ResourceSpec limits) {
        return List.of(
                cpu("resources.max_cpu", limits.maxCpu()),
                memory("resources.max_swap", "memory.swap.max", limits.maxSwap()),
                memory("resources.memory_high", "memory.high", limits.memoryHigh()),
                memory("resources.max_memory", "memory.max", limits.maxMemory()),
                number("resources.max_pids", "pids", "pids.max", limits.maxPids(), "max", ""),
                number("resources.io_weight", "io", "io.weight", limits.ioWeight(), DEFAULT_IO_WEIGHT, "default "));
    }

    /** Every limit of the master cgroup. */
    static List<LimitFile> of(MasterSpec.Cgroup limits) {
        return List.of(
                cpu("cgroup.cpu_max", limits.cpuMax()),
                memory("cgroup.memory_swap_max", "memory.swap.max", limits.memorySwapMax()),
                memory("cgroup.memory_max", "memory.max", limits.memoryMax()));
    }

    private static LimitFile cpu(String key, CpuQuota quota) {
        return new LimitFile(key, "cpu", "cpu.max", quota.kernelText(), !quota.isMax());
    }

    private static LimitFile memory(String key, String file, DataSize size) {
        return new LimitFile(key, "memory", file, size.kernelText(), !size.isMax());
    }

    private static LimitFile number(
            String key, String controller, String file, OptionalLong value, String lifted, String prefix) {
        String text = value.isPresent() ? prefix + value.getAsLong() : lifted;
        return new LimitFile(key, controller, file, text, value.isPresent());
    }
}
