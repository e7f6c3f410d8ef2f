package io.processmaster.daemon.core.fleet;

/**
 * A run that was in progress, or about to be, when the state was saved, with all that adopting it needs.
 *
 * @param number which run of its app
 * @param launching whether its launch was under way; then of its processes nothing is known
 * @param mainPid its main process; 0 when that was gone or unknown
 * @param mainStartTicks start of the main process as in {@code /proc/PID/stat}, tells it from a later one of that number
 * @param startedWallMs wall clock at its start, milliseconds since 1970
 * @param startedNanos monotonic clock at its start
 * @param trigger who or what started it
 * @param reason why, in words
 * @param stderrFrom size of the stderr file when it began, in bytes
 * @param oomKillsBefore kills by the kernel's OOM killer that its cgroup had counted before
 */
public record SavedRun(
        long number,
        boolean launching,
        int mainPid,
        long mainStartTicks,
        long startedWallMs,
        long startedNanos,
        String trigger,
        String reason,
        long stderrFrom,
        long oomKillsBefore) {
    // By hand, as in SavedApp.
    @Override
    public boolean equals(Object other) {
        return other instanceof SavedRun run
                && number == run.number
                && launching == run.launching
                && mainPid == run.mainPid
                && mainStartTicks == run.mainStartTicks
                && startedWallMs == run.startedWallMs
                && startedNanos == run.startedNanos
                && stderrFrom == run.stderrFrom
                && oomKillsBefore == run.oomKillsBefore
                && trigger.equals(run.trigger)
                && reason.equals(run.reason);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number) * 31 + Long.hashCode(startedNanos);
    }
}
