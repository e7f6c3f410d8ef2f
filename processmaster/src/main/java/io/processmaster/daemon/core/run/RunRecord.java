package io.processmaster.daemon.core.run;

import java.util.List;

/**
 * A finished run, as the history keeps it.
 *
 * @param run its number
 * @param trigger who or what started it
 * @param reason why, in words
 * @param startedAtMs wall clock, milliseconds since 1970
 * @param endedAtMs wall clock, milliseconds since 1970
 * @param exit how the main process ended
 * @param oomKilled whether the kernel's OOM killer struck
 * @param outcome what came of it, a stable name in snake_case
 * @param stderrTail the last lines of standard error, oldest first
 */
public record RunRecord(
        long run,
        String trigger,
        String reason,
        long startedAtMs,
        long endedAtMs,
        ExitStatus exit,
        boolean oomKilled,
        String outcome,
        List<String> stderrTail) {
    /** Copies the list. */
    public RunRecord {
        stderrTail = List.copyOf(stderrTail);
    }
}
