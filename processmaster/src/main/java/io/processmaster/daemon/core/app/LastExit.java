package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.ExitStatus;

/**
 * How the newest finished run ended.
 *
 * @param exit of its main process
 * @param oomKilled whether the kernel's OOM killer struck
 * @param atMillis wall clock
 */
public record LastExit(ExitStatus exit, boolean oomKilled, long atMillis) {}
