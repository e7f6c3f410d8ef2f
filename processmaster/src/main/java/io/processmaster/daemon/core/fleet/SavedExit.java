package io.processmaster.daemon.core.fleet;

import io.processmaster.daemon.core.run.ExitStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an app's newest finished run ended.
 *
 * @param status of the main process
 * @param oomKilled whether the kernel's OOM killer struck
 * @param atMs wall clock, milliseconds since 1970
 * @param startedAtMs wall clock at its start; empty when nobody remembers
 * @param outcome what came of it, as in the history; empty when nobody remembers
 */
public record SavedExit(
        ExitStatus status, boolean oomKilled, long atMs, OptionalLong startedAtMs, Optional<String> outcome) {
    // By hand, as in SavedApp.
    @Override
    public boolean equals(Object other) {
        return other instanceof SavedExit exit
                && atMs == exit.atMs
                && oomKilled == exit.oomKilled
                && status.equals(exit.status)
                && startedAtMs.equals(exit.startedAtMs)
                && outcome.equals(exit.outcome);
    }

    @Override
    public int hashCode() {
        return status.hashCode() * 31 + Long.hashCode(atMs);
    }
}
