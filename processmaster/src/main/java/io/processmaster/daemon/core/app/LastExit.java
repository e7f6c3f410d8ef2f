package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.ExitStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the newest finished run ended.
 *
 * @param exit of its main process
 * @param oomKilled whether the kernel's OOM killer struck
 * @param atMillis wall clock
 * @param startedAtMillis wall clock at its start; empty when nobody remembers
 * @param outcome what came of it, as in the history; empty when nobody remembers
 */
public record LastExit(
        ExitStatus exit, boolean oomKilled, long atMillis, OptionalLong startedAtMillis, Optional<String> outcome) {}
