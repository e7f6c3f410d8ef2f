package io.processmaster.dist.chaos;

import io.processmaster.common.api.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the runs that apps wrote of themselves with those of the history, when all runs are over.
 *
 * @param losses when something may be missing
 */
record RunsCheck(Losses losses) {
    /**
     * How many runs were not where they should be, and could rightly be lost.
     *
     * @param told those of which an event has to tell
     * @param untold those of which nobody could
     */
    record Excused(int told, int untold) {
        Excused and(Excused other) {
            return new Excused(told + other.told, untold + other.untold);
        }
    }

    private static final Excused NONE = new Excused(0, 0);

    // The app writes its beginning a moment after the daemon starts the run, on a busy host a longer one.
    private static final long SLACK_MS = 1_000;
    private static final long LAUNCH_MS = 15_000;

    /**
     * Each begun run is told exactly once.
     *
     * @return how many were excused
     */
    Excused compare(String app, List<Ledger.Begin> begun, List<RunRecord> told) {
        List<RunRecord> silent = new ArrayList<>();
        int next = 0;
        Excused excused = NONE;
        for (int i = 0; i < begun.size(); i++) {
            long at = begun.get(i).atMs();
            while (next < told.size() && ended(told.get(next)) + SLACK_MS < at) {
                silent.add(told.get(next++));
            }
            boolean found = next < told.size()
                    && (next == 0 || at >= ended(told.get(next - 1)) - SLACK_MS)
                    && !belongsToNext(told.get(next), at, begun, i + 1);
            // The one after may be the better match: then this one never came to its first instruction.
            while (found && next + 1 < told.size() && at > ended(told.get(next)) && isLater(told.get(next + 1), at)) {
                silent.add(told.get(next++));
            }
            if (found) {
                next++;
            } else {
                long until = i + 1 < begun.size() ? begun.get(i + 1).atMs() : System.currentTimeMillis();
                boolean torn = losses.sawTorn(app, at);
                if (!torn && !losses.excuse(at, until)) {
                    throw new Violation("a run is not in the history: " + begun.get(i) + ", beside "
                            + told.subList(Math.max(0, next - 2), Math.min(told.size(), next + 2)));
                }
                excused = excused.and(!torn && losses.areTold(at, until) ? new Excused(1, 0) : new Excused(0, 1));
            }
        }
        silent.addAll(told.subList(next, told.size()));
        for (RunRecord run : silent) {
            excused = excused.and(silent(app, run));
        }
        return excused;
    }

    /** The run began when the next one wrote, and well after this one did. */
    private static boolean belongsToNext(RunRecord run, long at, List<Ledger.Begin> begun, int next) {
        return next < begun.size() && begun.get(next).atMs() < ended(run) && at < run.startedAtMs() - SLACK_MS;
    }

    private static boolean isLater(RunRecord run, long at) {
        return run.startedAtMs() - SLACK_MS <= at && ended(run) >= at;
    }

    /** A run of which the app wrote nothing was over before its first instruction, so it cannot have ended by itself. */
    private Excused silent(String app, RunRecord run) {
        boolean byItself =
                run.exitCode().isPresent() && !run.outcome().orElse("").contains("launch");
        // When the daemon died meanwhile, the end is told when the next one found it.
        boolean instant = ended(run) - run.startedAtMs() < LAUNCH_MS || losses.sawDeath(run.startedAtMs(), ended(run));
        if (!byItself && instant) {
            return NONE;
        }
        if (!losses.excuse(run.startedAtMs(), ended(run))) {
            throw new Violation("the history has a run of " + app + " that never began: " + run);
        }
        return new Excused(0, 1);
    }

    private static long ended(RunRecord run) {
        return run.endedAtMs().orElseThrow();
    }
}
