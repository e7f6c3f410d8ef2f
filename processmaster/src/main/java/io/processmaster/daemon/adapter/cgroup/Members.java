package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.common.units.Signal;
import io.processmaster.daemon.adapter.posix.PidFd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/** The processes of one cgroup and those below it, to be signalled without ever meeting a stranger. */
final class Members {
    private static final int MOST_PASSES = 100;
    private static final int MOST_AT_ONCE = 256;

    private final Cgroup cgroup;

    /** Those of {@code cgroup}. */
    Members(Cgroup cgroup) {
        this.cgroup = cgroup;
    }

    /** Sends {@code signal} once to each, also to those that are born meanwhile; returns how many got it. */
    int signal(Signal signal) throws IOException {
        Set<Integer> seen = new HashSet<>();
        int reached = 0;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            List<Integer> fresh =
                    cgroup.pids().stream().filter(seen::add).limit(MOST_AT_ONCE).toList();
            if (fresh.isEmpty()) {
                return reached;
            }
            reached += signal(fresh, signal);
        }
        return reached;
    }

    /**
     * A process whose number is listed after its descriptor was opened is the listed one, or is gone: a number is given
     * away again only when its process has ended, and then the descriptor reaches nobody.
     */
    private int signal(List<Integer> pids, Signal signal) throws IOException {
        List<PidFd> processes = new ArrayList<>();
        try {
            for (int pid : pids) {
                Optional<PidFd> process = PidFd.open(pid);
                process.ifPresent(processes::add);
            }
            NavigableSet<Integer> still = cgroup.pids();
            int reached = 0;
            for (PidFd process : processes) {
                if (still.contains(process.pid()) && process.signal(signal)) {
                    reached++;
                }
            }
            return reached;
        } finally {
            processes.forEach(PidFd::close);
        }
    }
}
