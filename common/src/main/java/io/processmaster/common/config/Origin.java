package io.processmaster.common.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a definition comes from.
 *
 * @param source what status shows: the file, or the directory of an auto-service that has none
 * @param directory where relative paths start
 * @param defaults what holds for an auto-service; empty for other definitions, which have to say where and what to run
 */
record Origin(Path source, Path directory, Optional<ServiceDefaults> defaults) {
    /** A file that is no auto-service. */
    static Origin file(Path file) {
        return new Origin(file.toAbsolutePath().normalize(), PathRules.directoryOf(file), Optional.empty());
    }
}
