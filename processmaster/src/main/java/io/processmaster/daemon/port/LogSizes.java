package io.processmaster.daemon.port;

import io.processmaster.common.spec.AppSpec;

/** Measures the log files of apps; any thread may call. */
@FunctionalInterface
public interface LogSizes {
    /** Bytes of the files that its output goes to now, rotated ones left out; those that cannot be opened safely count 0. */
    long ownBytes(AppSpec spec);
}
