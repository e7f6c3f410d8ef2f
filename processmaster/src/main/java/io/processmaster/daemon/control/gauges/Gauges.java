package io.processmaster.daemon.control.gauges;

import java.util.List;

/** All numbers of this daemon; any thread may ask. */
public interface Gauges {
    /** Tells them all, family by family, from what is in memory: nothing is read from any cgroup for it. */
    void tell(Listener listener);

    /** Takes the numbers. */
    interface Listener {
        /** The samples that follow are of this family. */
        void family(Metric metric);

        /** One number, with a value for each label of the family; in seconds, bytes or just counted. */
        void sample(List<String> labels, double value);
    }
}
