package io.processmaster.common.client;

import java.io.IOException;
import java.time.Duration;

/** An open connection to the daemon's socket; the rest of the client does not know what it is made of. */
public interface Connection extends AutoCloseable {
    /**
     * Waits for bytes and puts at most {@code length} of them into {@code into} from {@code at} on.
     *
     * @return how many; below 1 when the other side has closed
     * @throws IOException when the connection is broken, or was closed here meanwhile
     */
    int read(byte[] into, int at, int length) throws IOException;

    /**
     * Writes all of {@code bytes}.
     *
     * @throws IOException when the connection is broken or closed
     */
    void write(byte[] bytes) throws IOException;

    /** Closes itself after {@code patience}, also under a read that waits; that read fails. */
    Deadline closeAfter(Duration patience);

    /** Closes it; never fails. */
    @Override
    void close();
}
