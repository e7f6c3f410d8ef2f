package io.processmaster.daemon.adapter.posix;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A descriptor by which any thread wakes one that waits in an {@link Epoll}. */
public final class WakeUp implements Closeable {
    private static final int FLAGS = 02000000 | 04000; // EFD_CLOEXEC | EFD_NONBLOCK

    private final Descriptor descriptor;

    private WakeUp(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** One that nobody has rung. */
    public static WakeUp open() throws PosixException {
        return new WakeUp(new Descriptor(Libc.checked(DescriptorCalls.eventfd(0, FLAGS), "create an eventfd")));
    }

    /** To be added to the epoll. */
    public int fd() {
        return descriptor.fd();
    }

    /** Wakes the waiting thread; ringing twice is as good as once. */
    public void ring() throws PosixException {
        descriptor.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(1)
                .array());
    }

    /** Makes it silent again. */
    public void silence() throws PosixException {
        descriptor.read(new byte[Long.BYTES]);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
