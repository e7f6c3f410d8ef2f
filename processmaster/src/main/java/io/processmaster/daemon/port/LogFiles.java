package io.processmaster.daemon.port;

import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchRefused;
import java.io.IOException;
import java.util.List;

/** Opens the log files of apps, in directories that their users may own, without ever being led elsewhere. */
public interface LogFiles {
    /** Which of an app's own output files. */
    enum Stream {
        STDOUT,
        STDERR,
        STOP_COMMAND_STDOUT,
        STOP_COMMAND_STDERR
    }

    /**
     * Opens for append, creating file (0640) and missing directories (0750), owned by the identity.
     *
     * @throws LaunchRefused at stage WORKING_DIRECTORY or LOGS; the message names the path and what it is
     */
    Handle openForAppend(AppSpec spec, Identity identity, Stream stream) throws LaunchRefused;

    /**
     * The last lines of standard error that were written after byte {@code from}.
     *
     * @param from size of the file when the run began
     * @param most lines at the most; also bounded to 64 KiB
     */
    List<String> stderrTail(AppSpec spec, long from, int most);

    /** The size of what {@link #openForAppend} opened, in bytes; 0 when the kernel does not tell. */
    long size(Handle log);

    /** The app's log files that exist and can be opened safely, declared ones first, then hints. */
    List<LogFile> list(AppSpec spec);

    /** Opens one of {@link #list} for reading, with the same care. */
    Handle openForRead(AppSpec spec, LogFile file) throws IOException;

    /**
     * One viewable file of an app.
     *
     * @param declared the path as the definition has it
     * @param path absolute path, for people
     * @param name last component, by which people choose it
     */
    record LogFile(String declared, String path, String name) {}
}
