package io.processmaster.daemon.core.usage;

import java.util.OptionalLong;

/**
 * What the kernel has counted of one cgroup since it was made; what it does not count there is empty.
 *
 * @param cpu processor time
 * @param memory memory and swap
 * @param io traffic with all block devices together
 * @param pressure time lost by waiting
 * @param tasks threads and processes now
 */
public record Counters(Cpu cpu, Memory memory, Io io, Pressure pressure, OptionalLong tasks) {
    /** Nothing is known. */
    public static final Counters NONE =
            new Counters(Cpu.NONE, Memory.NONE, Io.NONE, Pressure.NONE, OptionalLong.empty());

    /**
     * Processor time in microseconds.
     *
     * @param usedMicros what was used
     * @param throttledMicros how long the limit kept it from running
     */
    public record Cpu(OptionalLong usedMicros, OptionalLong throttledMicros) {
        /** Nothing is known. */
        public static final Cpu NONE = new Cpu(OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Memory as it is now, in bytes.
     *
     * @param bytes in use
     * @param limitBytes the limit in force; empty for none
     * @param swapBytes swap in use
     * @param oomKills how often the kernel's OOM killer struck
     */
    public record Memory(OptionalLong bytes, OptionalLong limitBytes, OptionalLong swapBytes, OptionalLong oomKills) {
        /** Nothing is known. */
        public static final Memory NONE =
                new Memory(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Traffic with block devices.
     *
     * @param readBytes bytes read
     * @param writtenBytes bytes written
     * @param reads read operations
     * @param writes write operations
     */
    public record Io(OptionalLong readBytes, OptionalLong writtenBytes, OptionalLong reads, OptionalLong writes) {
        /** Nothing is known. */
        public static final Io NONE =
                new Io(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Time lost by waiting for something that is short.
     *
     * @param cpu for processors
     * @param memory for memory
     * @param io for disks
     */
    public record Pressure(Lost cpu, Lost memory, Lost io) {
        /** Nothing is known. */
        public static final Pressure NONE = new Pressure(Lost.NONE, Lost.NONE, Lost.NONE);
    }

    /**
     * Time lost by waiting for one thing, in microseconds.
     *
     * @param someMicros while at least one task waited
     * @param fullMicros while all tasks waited at once
     */
    public record Lost(OptionalLong someMicros, OptionalLong fullMicros) {
        /** Nothing is known. */
        public static final Lost NONE = new Lost(OptionalLong.empty(), OptionalLong.empty());
    }
}
