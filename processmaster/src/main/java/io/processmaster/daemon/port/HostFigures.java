package io.processmaster.daemon.port;

import java.io.IOException;
import java.util.List;

/** What the kernel says of the whole host; any thread may call. */
public interface HostFigures {
    /** Reads it now; fails only when the kernel does not say. */
    Reading read() throws IOException;

    /**
     * One look.
     *
     * @param hostname the host's name
     * @param kernel release of the kernel
     * @param cpus processors that are online
     * @param busyTicks processor time since boot that was spent on something, of all processors together
     * @param allTicks processor time since boot, of all processors together, in the same unit
     * @param memoryBytes main memory
     * @param memoryFreeBytes of that, what can be had without swapping
     * @param swapBytes swap space
     * @param swapFreeBytes of that, what is not used
     * @param load runnable processes over 1, 5 and 15 minutes
     * @param uptimeMs since boot
     */
    record Reading(
            String hostname,
            String kernel,
            int cpus,
            long busyTicks,
            long allTicks,
            long memoryBytes,
            long memoryFreeBytes,
            long swapBytes,
            long swapFreeBytes,
            List<Double> load,
            long uptimeMs) {
        /** Copies the list. */
        public Reading {
            load = List.copyOf(load);
        }
    }
}
