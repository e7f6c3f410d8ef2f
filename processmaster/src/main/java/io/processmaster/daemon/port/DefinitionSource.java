package io.processmaster.daemon.port;

import io.processmaster.daemon.core.plan.Definitions;
import java.io.IOException;
import java.util.List;

/** Where definitions come from; both calls block for disk I/O and may be made by any thread, one at a time. */
public interface DefinitionSource {
    /** Reads all of them; what is wrong is told, never thrown. */
    Loaded load(Purpose purpose);

    /**
     * Writes {@code global.enabled} into a definition file, leaving everything else in it as it is.
     *
     * @param sourceFile absolute path of the file; or of the directory of an auto-service that has none, which gets one
     * @throws IOException naming the file and what is wrong with it; it is unchanged then
     */
    void writeEnabled(String sourceFile, boolean enabled) throws IOException;

    /** What the definitions are wanted for. */
    enum Purpose {
        /** To be looked at: no file is changed, and a definition that is to be regenerated counts as if it were. */
        LOOK,
        /** To be taken into force: what is marked for regeneration is regenerated before, if the rest is usable. */
        APPLY
    }

    /**
     * What was read.
     *
     * @param definitions the good ones, and which apps' files are bad
     * @param warnings everything that is wrong, by file and position
     * @param usable false when nothing may be applied: a directory cannot be read, or a name is defined twice
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
