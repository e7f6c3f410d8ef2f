package io.processmaster.daemon.rpc.socket;

import io.processmaster.daemon.adapter.posix.UnixSocket;
import io.processmaster.daemon.adapter.posix.WakeUp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connected client; driven by one thread, except {@link #wake}, {@link #endInput} and {@link #endBoth}.
 *
 * <p>The socket never blocks: every wait is a poll with a deadline, so that nobody can hold the thread by being slow.
 */
public final class Peer implements AutoCloseable {
    // What is handed over is copied, whether or not the socket has room for it.
    private static final int WRITE_CHUNK = 64 * 1024;

    private final UnixSocket socket;
    private final WakeUp bell;
    private final PeerCredentials credentials;
    private final AtomicBoolean awake = new AtomicBoolean();

    private Peer(UnixSocket socket, WakeUp bell, PeerCredentials credentials) {
        this.socket = socket;
        this.bell = bell;
        this.credentials = credentials;
    }

    /** Takes over the socket, which is closed when that fails. */
    static Peer of(UnixSocket socket) throws IOException {
        try {
            UnixSocket.Credentials given = socket.peer();
            return new Peer(socket, new WakeUp(), new PeerCredentials(given.pid(), given.uid(), given.gid()));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Who it is. */
    public PeerCredentials credentials() {
        return credentials;
    }

    /** The socket's descriptor, to be polled along with others; valid until {@link #close}. */
    public int fd() {
        return socket.fd();
    }

    /**
     * Waits for bytes and reads some.
     *
     * @return how many; 0 when there were none in time, -1 at the end
     */
    public int read(ByteBuffer into, Duration most) throws IOException {
        if (!awaitReadable(most)) {
            return 0;
        }
        return socket.receive(into);
    }

    /** Waits until there is something to read or the end, until woken, or for {@code most}; whether it is the first. */
    public boolean awaitReadable(Duration most) throws IOException {
        boolean readable = socket.awaitReadable(bell, awake.get() ? Duration.ZERO : most);
        // In this order: a call of wake in between is then met by the next wait, and never lost.
        if (awake.getAndSet(false)) {
            bell.reset();
        }
        return readable;
    }

    /** Writes all bytes; false when the peer did not take them in time. */
    public boolean write(ByteBuffer bytes, Duration most) throws IOException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            writePiece(bytes);
            if (!bytes.hasRemaining()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            socket.awaitWritable(Duration.ofNanos(left));
        }
    }

    private void writePiece(ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        try {
            while (bytes.position() < limit) {
                bytes.limit(Math.min(limit, bytes.position() + WRITE_CHUNK));
                if (socket.send(bytes) == 0) {
                    return;
                }
            }
        } finally {
            bytes.limit(limit);
        }
    }

    /** Ends the current or the next {@link #awaitReadable}. */
    public void wake() {
        // One ring is enough, and each is a call of the kernel.
        if (awake.compareAndSet(false, true)) {
            bell.ring();
        }
    }

    /** Lets the driving thread see the end after what was already sent; it can still write. */
    public void endInput() {
        socket.endInput();
    }

    /** Makes every read and write of the driving thread end at once. */
    public void endBoth() {
        socket.endInput();
        socket.endOutput();
    }

    @Override
    public void close() {
        socket.close();
        bell.close();
    }
}
