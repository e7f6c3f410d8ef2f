package io.processmaster.daemon.adapter.host;

import com.sun.management.UnixOperatingSystemMXBean;
import io.processmaster.daemon.port.OwnFigures;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** Asks the Java runtime about itself. */
public final class OwnRuntime implements OwnFigures {
    /** Of this process. */
    public OwnRuntime() {}

    @Override
    public Reading read() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long open = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return new Reading(heap.getUsed(), heap.getMax(), threads, Math.max(0, open));
    }
}
