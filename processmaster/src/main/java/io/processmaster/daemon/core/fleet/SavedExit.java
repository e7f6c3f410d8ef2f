package io.processmaster.daemon.core.fleet;

import io.processmaster.daemon.core.run.ExitStatus;

/**
 * How an app's newest finished run ended.
 *
 * @param status of the main process
 * @param oomKilled whether the kernel's OOM killer struck
 * @param atMs wall clock, milliseconds since 1970
 */
public record SavedExit(ExitStatus status, boolean oomKilled, long atMs) {}
