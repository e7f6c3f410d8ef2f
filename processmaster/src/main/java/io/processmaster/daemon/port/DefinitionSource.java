package io.processmaster.daemon.port;

import io.processmaster.daemon.core.plan.Definitions;
import java.io.IOException;
import java.util.List;

/** Where definitions come from; both calls block for disk I/O and may be made by any thread. */
public interface DefinitionSource {
    /** Reads all of them; what is wrong is told, never thrown. */
    Loaded load();

    /**
     * Writes {@code global.enabled} into a definition file, leaving everything else in it as it is.
     *
     * @param sourceFile absolute path of the file
     * @throws IOException naming the file and what is wrong with it; it is unchanged then
     */
    void writeEnabled(String sourceFile, boolean enabled) throws IOException;

    /**
     * What was read.
     *
     * @param definitions the good ones, and which apps' files are bad
     * @param warnings everything that is wrong, by file and position
     * @param usable false when nothing may be applied: the directory cannot be read, or a name is defined twice
     */
    record Loaded(Definitions definitions, List<Warning> warnings, boolean usable) {
        /** Copies the list. */
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param file its path
     * @param line from 1; 0 for the file as a whole
     * @param column from 1; 0 for the line as a whole
     * @param message for a person
     * @param text all of it in one line
     */
    record Warning(String file, int line, int column, String message, String text) {}
}
