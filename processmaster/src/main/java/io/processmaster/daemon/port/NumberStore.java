package io.processmaster.daemon.port;

import io.processmaster.daemon.core.fleet.AppNumbers;
import java.io.IOException;
import java.util.Optional;

/** Keeps the numbers of the apps over restarts of the daemon; both calls block for disk I/O, one at a time. */
public interface NumberStore {
    /** Reads what was saved last. Never fails: what cannot be read is moved aside and told as a problem. */
    Loaded load();

    /**
     * Replaces what was saved before, wholly or not at all, and durably once this returns.
     *
     * @throws IOException naming the file; what was saved before is still there then
     */
    void save(AppNumbers numbers) throws IOException;

    /**
     * What a load brought.
     *
     * @param numbers none when nothing was saved yet or it is not readable
     * @param problem one line for an event; empty when all is well
     */
    record Loaded(AppNumbers numbers, Optional<String> problem) {}
}
