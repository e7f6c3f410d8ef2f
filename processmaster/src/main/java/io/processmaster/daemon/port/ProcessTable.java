package io.processmaster.daemon.port;

import java.util.List;
import java.util.Optional;

/** What {@code /proc} says of processes. */
public interface ProcessTable {
    /** The process of that number, unless there is none or only its zombie. */
    Optional<ProcessRef> find(int pid);

    /** Of these processes the likeliest main one of a run that we did not start: the oldest session leader, else the oldest. */
    Optional<ProcessRef> likelyMain(List<Integer> pids);

    /** What a person would call it: name and state, such as {@code node (D)}; empty when it is gone. */
    Optional<String> describe(int pid);
}
