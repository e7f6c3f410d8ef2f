package io.processmaster.daemon.port;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.run.RunRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The finished runs of each app; every call blocks for disk I/O and may be made by any thread. */
public interface RunHistory {
    /** How many runs of an app are kept at the least. */
    int KEPT = 100;

    /**
     * Adds a run; the oldest ones go. A run that the daemon before told already as its last is not told twice.
     *
     * @throws IOException naming the file; what was there before is still there then
     */
    void append(AppName app, RunRecord run) throws IOException;

    /**
     * The newest runs, newest first, at most {@link #KEPT}; empty for an app without history.
     *
     * @throws IOException naming the file
     */
    List<RunRecord> newest(AppName app, int n) throws IOException;

    /**
     * The newest run that can be read, empty for an app without history; cheap enough to be asked of every app at a start.
     *
     * @throws IOException naming the file
     */
    Optional<RunRecord> last(AppName app) throws IOException;
}
