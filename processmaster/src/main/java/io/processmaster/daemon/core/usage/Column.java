package io.processmaster.daemon.core.usage;

import java.util.Arrays;
import java.util.List;

/** What is kept of an app's use over time, in the order in which people are told. */
public enum Column {
    /** Processor time, 100 for one full processor. */
    CPU("cpu_percent", 0.01),
    /** Memory in use. */
    MEMORY("memory_bytes", 1024),
    /** Read from block devices. */
    IO_READ("io_read_bytes_per_s", 1),
    /** Written to block devices. */
    IO_WRITE("io_write_bytes_per_s", 1),
    /** Share of time in which some task waited for a processor. */
    CPU_PRESSURE("cpu_pressure_percent", 0.01),
    /** Share of time in which some task waited for memory. */
    MEMORY_PRESSURE("memory_pressure_percent", 0.01),
    /** Share of time in which some task waited for a disk. */
    IO_PRESSURE("io_pressure_percent", 0.01),
    /** Threads and processes. */
    TASKS("tasks", 1);

    /** All of them in their order. */
    public static final List<Column> ALL = List.of(values());

    private final String wireName;
    private final double step;

    Column(String wireName, double step) {
        this.wireName = wireName;
        this.step = step;
    }

    /** Its name in the protocol, which ends with the unit. */
    public String wireName() {
        return wireName;
    }

    /** The smallest difference that is kept. */
    public double step() {
        return step;
    }

    /** The names of all. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Column::wireName).toList();
    }
}
