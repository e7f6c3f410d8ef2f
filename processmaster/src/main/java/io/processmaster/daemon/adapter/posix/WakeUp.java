package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;

/** Ends a wait of another thread at once; an eventfd, for a poll or an {@link Epoll}. */
public final class WakeUp implements Handle {
    private static final int EFD_CLOEXEC_NONBLOCK = 02000000 | 04000;

    private final FileHandle event;
    private boolean closed;

    /** Makes one that has not been rung. */
    public WakeUp() throws FileFault {
        int fd = DescriptorCalls.eventfd(0, EFD_CLOEXEC_NONBLOCK);
        if (fd < 0) {
            throw new FileFault("eventfd", "wake-up", FilePosix.errno());
        }
        event = new FileHandle(fd);
    }

    @Override
    public int fd() {
        return event.fd();
    }

    /** Makes the descriptor readable; ringing twice is as good as once. For any thread, also after {@link #close}. */
    // Locked against close: a number that was closed meanwhile could already be another file.
    public synchronized void ring() {
        if (!closed) {
            byte[] one = new byte[Long.BYTES];
            one[0] = 1;
            DescriptorCalls.write(event.fd(), one, one.length);
        }
    }

    /** Makes it unreadable again. */
    public synchronized void reset() {
        if (!closed) {
            DescriptorCalls.read(event.fd(), new byte[Long.BYTES]);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        event.close();
    }
}
