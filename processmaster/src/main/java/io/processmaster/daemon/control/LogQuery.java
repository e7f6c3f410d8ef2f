package io.processmaster.daemon.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Which log files, and how much of them.
 *
 * @param app the app; empty for all
 * @param file one file by its name; empty for all
 * @param lines last lines of each file
 * @param grep only lines in which this regular expression is found
 * @param since only from the first line that begins with this time or a later one on
 */
public record LogQuery(
        Optional<String> app, Optional<String> file, int lines, Optional<String> grep, Optional<Instant> since) {
    /** Without a search. */
    public LogQuery(Optional<String> app, Optional<String> file, int lines) {
        this(app, file, lines, Optional.empty(), Optional.empty());
    }
}
