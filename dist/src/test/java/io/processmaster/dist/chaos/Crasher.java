package io.processmaster.dist.chaos;

import io.processmaster.dist.CgroupUnderTest;
import io.processmaster.dist.Commands;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends processes of apps behind the daemon's back, mostly the first one, which is the main process.
 *
 * @param master the master cgroup
 * @param scratch a directory for output
 */
record Crasher(CgroupUnderTest master, Path scratch) implements Actor {
    @Override
    public String act(Step step) {
        List<Integer> pids = master.app(step.app()).pids();
        if (pids.isEmpty()) {
            return "nobody there";
        }
        int pid = pids.get(step.dice() % 3 == 0 ? step.dice() % pids.size() : 0);
        String signal = step.deed() == Deed.CRASH_SEGV ? "SEGV" : "KILL";
        // It may be gone by now: then the number is free, and is not given again within a moment.
        int exit = Commands.run(scratch, List.of("kill", "-s", signal, Integer.toString(pid)))
                .exit();
        return signal + " to " + pid + (exit == 0 ? "" : ", which was gone");
    }
}
