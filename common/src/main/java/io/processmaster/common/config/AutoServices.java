package io.processmaster.common.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The auto-service directory, opened by somebody who can tell whose word its content is.
 *
 * <p>Whoever owns one of the directories in it must not become root by writing a file. So this reader takes no file by
 * its path: the implementation opens, judges what is open, and hands over the text.
 */
public interface AutoServices {
    /** Whom a service runs as that does not say. */
    ServiceDefaults defaults();

    /** The auto-service directory itself, for messages. */
    Path directory();

    /**
     * The directories that are services, disabled and hidden ones left out.
     *
     * @throws IOException when the auto-service directory cannot be read or is not to be trusted, with words for people
     */
    List<Path> services() throws IOException;

    /** What is in one of them. */
    AutoService look(Path service);
}
