package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Adds definition files; each call blocks for disk I/O and may be made by any thread, one at a time. */
public interface NewDefinitions {
    /** Where the definition of that app would be; empty when the configuration names no directory for definitions. */
    Optional<Path> place(AppName app);

    /**
     * Writes a definition where {@link #place} says, readable for root only, whole or not at all, and durably once this
     * returns. Never writes over a file and never through a link.
     *
     * @return false when there is a file for an app of that name already; nothing was written then
     * @throws IOException naming what is wrong; nothing was written then
     */
    boolean write(AppName app, String text) throws IOException;

    /**
     * Removes what {@link #write} wrote, unless it is another file by now.
     *
     * @throws IOException naming the file, which may be there still
     */
    void takeBack(AppName app, String text) throws IOException;
}
