package io.processmaster.daemon.port;

import java.io.Closeable;

/** An open file descriptor, owned by whoever received it; closing twice is harmless. */
public interface Handle extends Closeable {
    /** Its number in this process, close-on-exec; valid until closed. */
    int fd();

    @Override
    void close();
}
