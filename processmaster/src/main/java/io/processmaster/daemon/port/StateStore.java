package io.processmaster.daemon.port;

import io.processmaster.daemon.core.fleet.SavedFleet;
import java.io.IOException;
import java.util.Optional;

/** Keeps what the next daemon has to know; both calls block for disk I/O and may be made by any thread. */
public interface StateStore {
    /**
     * Reads what was saved last. Never fails: what cannot be read is moved aside and told as a problem, so that the
     * daemon starts.
     */
    Loaded load();

    /**
     * Replaces what was saved before, wholly or not at all, and durably once this returns.
     *
     * @throws IOException naming the file; what was saved before is still there then
     */
    void save(SavedFleet fleet) throws IOException;

    /**
     * What a load brought.
     *
     * @param fleet empty when nothing was saved yet or nothing of it is readable
     * @param problem one line for an event; empty when all is well
     */
    record Loaded(Optional<SavedFleet> fleet, Optional<String> problem) {}
}
