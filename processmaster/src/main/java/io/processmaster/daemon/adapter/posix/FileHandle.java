package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;
import java.util.concurrent.atomic.AtomicBoolean;

/** A descriptor of ours. */
public final class FileHandle implements Handle {
    private final int fd;
    private final AtomicBoolean closed = new AtomicBoolean();

    FileHandle(int fd) {
        this.fd = fd;
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public void close() {
        // A number that was closed may already belong to somebody else, so it is closed once only.
        if (closed.compareAndSet(false, true)) {
            FilePosix.close(fd);
        }
    }

    @Override
    public String toString() {
        return "fd " + fd;
    }
}
