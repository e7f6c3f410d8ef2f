package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.common.units.Signal;
import java.io.IOException;

/** Kills every process of a cgroup and below it. */
final class Killing {
    private static final String KILL = "cgroup.kill";
    private static final String FREEZE = "cgroup.freeze";

    private Killing() {}

    /** Kills them; returns how many there were before. */
    static int kill(Cgroup cgroup) throws IOException {
        int before = cgroup.pids().size();
        if (!cgroup.exists()) {
            return 0;
        }
        if (cgroup.has(KILL)) {
            try {
                cgroup.write(KILL, "1");
                return before;
            } catch (IOException e) {
                // Threaded cgroups refuse it; the other way works for them too.
                killOneByOne(cgroup);
                return before;
            }
        }
        killOneByOne(cgroup);
        return before;
    }

    /** What is frozen cannot fork, so that a fork bomb does not outrun the signals; SIGKILL reaches it all the same. */
    static void killOneByOne(Cgroup cgroup) throws IOException {
        cgroup.write(FREEZE, "1");
        try {
            new Members(cgroup).signal(Signal.KILL);
        } finally {
            cgroup.write(FREEZE, "0");
        }
    }
}
