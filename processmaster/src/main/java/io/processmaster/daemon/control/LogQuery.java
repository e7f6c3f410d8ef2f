package io.processmaster.daemon.control;

import java.util.Optional;

/**
 * Which log files, and how much of them.
 *
 * @param app the app; empty for all
 * @param file one file by its name; empty for all
 * @param lines last lines of each file
 */
public record LogQuery(Optional<String> app, Optional<String> file, int lines) {}
