package io.processmaster.daemon.adapter.posix;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/** Waits for many descriptors at once; for one thread. */
public final class Epoll implements Closeable {
    private static final int EPOLL_CLOEXEC = 02000000;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;
    private static final int IN = 0x001;
    private static final int HANG_UP = 0x010;
    private static final int BATCH = 256;
    // struct epoll_event is packed on x86-64 and nowhere else.
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int DATA = PACKED ? 4 : 8;
    private static final int SIZE = PACKED ? 12 : 16;

    private final Descriptor epoll;
    private final Memory events = Memory.of(BATCH * SIZE);
    private final Memory change = Memory.of(SIZE);

    private Epoll(Descriptor epoll) {
        this.epoll = epoll;
    }

    /** An empty one. */
    public static Epoll open() throws PosixException {
        return new Epoll(new Descriptor(Libc.checked(DescriptorCalls.epoll_create1(EPOLL_CLOEXEC), "create an epoll")));
    }

    /** Tells {@code token} whenever {@code fd} is readable. */
    public void add(int fd, long token) throws PosixException {
        control(ADD, fd, IN, token);
    }

    /** From now on tells {@code token} only when the other side of {@code fd} is gone. */
    public void onlyHangUp(int fd, long token) throws PosixException {
        control(MODIFY, fd, 0, token);
    }

    /** Never tells of {@code fd} again, but for what the last {@link #await} returned. */
    public void remove(int fd) throws PosixException {
        control(DELETE, fd, 0, 0);
    }

    private void control(int operation, int fd, int mask, long token) throws PosixException {
        change.putInt(0, mask);
        change.putLong(DATA, token);
        Libc.checked(DescriptorCalls.epoll_ctl(epoll.fd(), operation, fd, change), "change what an epoll waits for");
    }

    /** Waits for news at most {@code timeoutMs}, -1 for ever; empty when there was none. */
    public List<Ready> await(int timeoutMs) throws PosixException {
        int count = DescriptorCalls.epoll_wait(epoll.fd(), events, BATCH, timeoutMs);
        if (count < 0 && Libc.errno() != PosixException.EINTR) {
            throw PosixException.last("wait for the kernel's news");
        }
        List<Ready> ready = new ArrayList<>(Math.max(0, count));
        for (int i = 0; i < count; i++) {
            int mask = events.getInt(i * SIZE);
            ready.add(new Ready(events.getLong(i * SIZE + DATA), (mask & HANG_UP) != 0));
        }
        return ready;
    }

    @Override
    public void close() {
        epoll.close();
    }

    /**
     * One descriptor has news.
     *
     * @param token what it was added with
     * @param hungUp the other side is gone
     */
    public record Ready(long token, boolean hungUp) {}
}
