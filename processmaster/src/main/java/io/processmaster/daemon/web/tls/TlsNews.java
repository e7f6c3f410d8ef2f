package io.processmaster.daemon.web.tls;

import java.time.Instant;

/** Hears what became of changed certificate files; on a thread of a connection, so it must not block. */
public interface TlsNews {
    /** The new files are in force. */
    void renewed(Instant validUntil);

    /** The new files cannot be used, and the old ones stay in force; once for each change of the files. */
    void refused(String why);
}
