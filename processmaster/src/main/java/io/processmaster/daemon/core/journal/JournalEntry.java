package io.processmaster.daemon.core.journal;

import io.processmaster.common.names.AppName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One event: something that happened, and why.
 *
 * @param seq position in the journal; never repeats
 * @param epochMillis wall clock
 * @param component which part of the daemon speaks: {@code state}, {@code launch}, {@code stop}, {@code config}, …
 * @param app whom it concerns; empty for the daemon itself
 * @param event stable name in snake_case, from the catalogue
 * @param message one line for a person
 * @param data facts by name, each a text
 */
public record JournalEntry(
        long seq,
        long epochMillis,
        String component,
        Optional<AppName> app,
        String event,
        String message,
        Map<String, String> data) {
    /** Copies the map, keeping its order. */
    public JournalEntry {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
