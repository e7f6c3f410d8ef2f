package io.processmaster.common.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Decides which texts are paths, and which of them stay where they belong. */
final class PathRules {
    private static final int MOST_BYTES = 4095;

    private PathRules() {}

    /** What is wrong with {@code text} as a path, to be read after the key; empty when nothing is. */
    static Optional<String> problemWith(String text) {
        if (text.isEmpty()) {
            return Optional.of("is empty");
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("contains a NUL character");
        }
        if (text.codePoints().anyMatch(Shown::isUnprintable)) {
            return Optional.of("contains a control character");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("is longer than " + MOST_BYTES + " bytes");
        }
        try {
            return Path.of(text).toString().isEmpty() ? Optional.of("is empty") : Optional.empty();
        } catch (InvalidPathException e) {
            // Under a locale such as C, Java cannot name files with other than ASCII characters.
            return Optional.of("is not a path under this locale (start with a UTF-8 locale, such as LANG=C.UTF-8)");
        }
    }

    /** What is wrong with {@code text} as a file that is relative to a working directory or absolute. */
    static Optional<String> problemWithFile(String text) {
        Optional<String> problem = problemWith(text);
        if (problem.isPresent()) {
            return problem;
        }
        Path normal = Path.of(text).normalize();
        if (!normal.isAbsolute() && normal.startsWith("..")) {
            return Optional.of("leaves the working directory (write an absolute path)");
        }
        boolean directory = text.endsWith("/")
                || text.endsWith("/.")
                || text.equals(".")
                || normal.toString().isEmpty();
        return directory ? Optional.of("names a directory, not a file") : Optional.empty();
    }

    /** {@code text}, absolute and normal, seen from {@code directory}. */
    static Path resolve(Path directory, String text) {
        return directory.resolve(text).toAbsolutePath().normalize();
    }

    /** The directory that holds {@code file}. */
    static Path directoryOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(Path.of("/"));
    }

    /** {@code path} without links; itself when it cannot be told. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
