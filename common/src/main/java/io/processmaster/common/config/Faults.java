package io.processmaster.common.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Says in plain words why a file could not be reached. */
final class Faults {
    private Faults() {}

    /** The reason without the path and without the name of a Java class. */
    static String words(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (fault instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        Optional<String> reason = fault instanceof FileSystemException system
                ? Optional.ofNullable(system.getReason())
                : Optional.ofNullable(fault.getMessage());
        return Shown.plain(reason.orElse("input/output error"));
    }
}
