package io.processmaster.daemon.adapter.posix;

import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;

/**
 * A unix socket that never blocks, close-on-exec; any thread may use it, and any may close it.
 *
 * <p>Its number is given back to the kernel when nobody uses it any more, so that none who comes too late meets another file.
 * Every failed call throws a {@link PosixException}, every call after {@link #close} a {@link ClosedChannelException}.
 */
public final class UnixSocket implements Handle {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000; // SOCK_NONBLOCK | SOCK_CLOEXEC
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int CREDENTIALS_BYTES = 12;
    private static final int SHUT_RD = 0;
    private static final int SHUT_WR = 1;
    private static final int SHUT_RDWR = 2;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    // The kernel passes over a negative number.
    private static final int NO_BELL = -1;
    // Without it, a write to a peer that is gone would be a signal that ends a process.
    private static final int MSG_NOSIGNAL = 0x4000;

    private final int fd;
    private int users;
    private boolean closed;

    private UnixSocket(int fd) {
        this.fd = fd;
    }

    /** One for connections. */
    public static UnixSocket stream() throws PosixException {
        return open(SOCK_STREAM);
    }

    /** One for single messages. */
    public static UnixSocket datagram() throws PosixException {
        return open(SOCK_DGRAM);
    }

    private static UnixSocket open(int type) throws PosixException {
        return new UnixSocket(Libc.checked(SocketCalls.socket(AF_UNIX, type | NONBLOCK_CLOEXEC, 0), "create a socket"));
    }

    /** Takes the address; a file is made, which nobody may have made before. */
    public void bind(UnixAddress address) throws IOException {
        enter();
        try {
            Libc.checked(SocketCalls.bind(fd, address.bytes()), "bind a socket to " + address);
        } finally {
            leave();
        }
    }

    /** Lets so many clients wait to be accepted. */
    public void listen(int backlog) throws IOException {
        enter();
        try {
            Libc.checked(SocketCalls.listen(fd, backlog), "listen on a socket");
        } finally {
            leave();
        }
    }

    /** The next client that waits; empty when none does. */
    public Optional<UnixSocket> accept() throws IOException {
        enter();
        try {
            int accepted = SocketCalls.accept4(fd, NONBLOCK_CLOEXEC);
            if (accepted >= 0) {
                return Optional.of(new UnixSocket(accepted));
            }
            int errno = Libc.errno();
            // A client that is gone already says nothing about the next one, which is met when asked again.
            if (mustWait(errno) || errno == PosixException.ECONNABORTED) {
                return Optional.empty();
            }
            throw new PosixException("accept a client", errno);
        } finally {
            leave();
        }
    }

    /** Connects at once; {@link PosixException#EAGAIN} is a listener that has no room for one more who waits. */
    public void connect(UnixAddress address) throws IOException {
        enter();
        try {
            Libc.checked(SocketCalls.connect(fd, address.bytes()), "connect to " + address);
        } finally {
            leave();
        }
    }

    /** Who is at the other end, as the kernel knows it from the moment of connecting or listening. */
    public Credentials peer() throws IOException {
        enter();
        try {
            Struct given = Struct.of(CREDENTIALS_BYTES);
            Struct length = Struct.of(Integer.BYTES).putInt(0, CREDENTIALS_BYTES);
            Libc.checked(
                    SocketCalls.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, given.bytes(), length.bytes()),
                    "ask who is at the other end of a socket");
            return new Credentials(given.getInt(0), given.getInt(4), given.getInt(8));
        } finally {
            leave();
        }
    }

    /** Reads some bytes into a buffer on the heap; 0 when none are there, -1 at the end. */
    public int receive(ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        enter();
        try {
            int count = (int) SocketCalls.recv(fd, into, 0);
            if (count < 0) {
                return nothing("read from a socket");
            }
            into.position(into.position() + count);
            return count == 0 ? -1 : count;
        } finally {
            leave();
        }
    }

    /** Writes what there is room for, from a buffer on the heap; returns how much that was. */
    public int send(ByteBuffer from) throws IOException {
        enter();
        try {
            int count = (int) SocketCalls.send(fd, from, MSG_NOSIGNAL);
            if (count < 0) {
                return nothing("write to a socket");
            }
            from.position(from.position() + count);
            return count;
        } finally {
            leave();
        }
    }

    private static int nothing(String operation) throws PosixException {
        int errno = Libc.errno();
        if (mustWait(errno)) {
            return 0;
        }
        throw new PosixException(operation, errno);
    }

    private static boolean mustWait(int errno) {
        return errno == PosixException.EAGAIN || errno == PosixException.EINTR;
    }

    /** Waits until there is something to read or to accept or the other side is gone, or until rung; whether it is the first. */
    public boolean awaitReadable(WakeUp bell, Duration most) throws IOException {
        return await(POLLIN, bell.fd(), most);
    }

    /** Waits until there is room to write or the other side is gone; false when the time is over first. */
    public boolean awaitWritable(Duration most) throws IOException {
        return await(POLLOUT, NO_BELL, most);
    }

    private boolean await(short news, int bell, Duration most) throws IOException {
        enter();
        try {
            Struct entries = Struct.of(2 * DescriptorCalls.POLLFD_BYTES)
                    .putInt(0, fd)
                    .putShort(4, news)
                    .putInt(DescriptorCalls.POLLFD_BYTES, bell)
                    .putShort(DescriptorCalls.POLLFD_BYTES + 4, POLLIN);
            long end = System.nanoTime() + most.toNanos();
            while (DescriptorCalls.poll(
                            entries.bytes(), FileWait.milliseconds(Duration.ofNanos(end - System.nanoTime())))
                    < 0) {
                if (Libc.errno() != PosixException.EINTR) {
                    throw PosixException.last("wait for a socket");
                }
            }
            return entries.getShort(6) != 0;
        } finally {
            leave();
        }
    }

    /** Lets readers see the end after what was already sent; nothing when it is closed, or the other side gone. */
    public void endInput() {
        end(SHUT_RD);
    }

    /** Lets the other side see the end after what was already sent; nothing when it is closed, or the other side gone. */
    public void endOutput() {
        end(SHUT_WR);
    }

    private synchronized void end(int direction) {
        if (!closed) {
            SocketCalls.shutdown(fd, direction);
        }
    }

    private synchronized void enter() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        users++;
    }

    private synchronized void leave() {
        users--;
        if (closed && users == 0) {
            DescriptorCalls.close(fd);
        }
    }

    /** Its number, valid until it is closed. */
    @Override
    public int fd() {
        return fd;
    }

    /** Ends it both ways, for those too who are using it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (users == 0) {
            DescriptorCalls.close(fd);
        } else {
            SocketCalls.shutdown(fd, SHUT_RDWR);
        }
    }

    /**
     * The process at the other end.
     *
     * @param pid process id
     * @param uid user id
     * @param gid group id
     */
    public record Credentials(int pid, int uid, int gid) {}
}
