package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.ExitStatus;
import java.util.List;

/**
 * What was found when a run was over.
 *
 * @param exit how the main process ended
 * @param oomKilled whether the kernel's OOM killer struck in the cgroup
 * @param stderrTail last lines of standard error of this run
 */
public record RunEnd(ExitStatus exit, boolean oomKilled, List<String> stderrTail) {
    /** Copies the list. */
    public RunEnd {
        stderrTail = List.copyOf(stderrTail);
    }

    /** In words; the OOM killer is named only when the kernel counted it. */
    public String words() {
        return oomKilled ? exit.words() + ", the kernel's OOM killer struck" : exit.words();
    }
}
