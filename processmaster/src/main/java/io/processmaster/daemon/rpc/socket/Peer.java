package io.processmaster.daemon.rpc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import jnr.enxio.channels.NativeSelectorProvider;
import jnr.unixsocket.Credentials;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/**
 * One connected client; driven by one thread, except {@link #wake}, {@link #endInput} and {@link #endBoth}.
 *
 * <p>The socket never blocks: every wait is a poll with a deadline, so that nobody can hold the thread by being slow.
 */
public final class Peer implements AutoCloseable {
    // The library copies what is left on each write, so a large reply is handed over in pieces.
    private static final int WRITE_CHUNK = 64 * 1024;

    private final UnixSocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final PeerCredentials credentials;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Object lifeLock = new Object();
    private boolean closed;

    private Peer(UnixSocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        Credentials given = channel.getOption(UnixSocketOptions.SO_PEERCRED);
        this.credentials = new PeerCredentials(given.getPid(), given.getUid(), given.getGid());
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** Takes over the channel, which is closed when that fails. */
    static Peer of(UnixSocketChannel channel) throws IOException {
        Selector selector = null;
        try {
            selector = NativeSelectorProvider.getInstance().openSelector();
            return new Peer(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    /** Who it is. */
    public PeerCredentials credentials() {
        return credentials;
    }

    /** The socket's descriptor, to be polled along with others; valid until {@link #close}. */
    public int fd() {
        return channel.getFD();
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
        return channel.read(into);
    }

    /** Waits until there is something to read or the end, until woken, or for {@code most}; whether it is the first. */
    public boolean awaitReadable(Duration most) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        // A write may have swallowed the wake-up's byte while it waited.
        select(awake.get() ? Duration.ZERO : most);
        awake.set(false);
        return takeReady(SelectionKey.OP_READ);
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
            key.interestOps(SelectionKey.OP_WRITE);
            select(Duration.ofNanos(left));
            takeReady(SelectionKey.OP_WRITE);
        }
    }

    private void writePiece(ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        try {
            while (bytes.position() < limit) {
                bytes.limit(Math.min(limit, bytes.position() + WRITE_CHUNK));
                int before = bytes.remaining();
                channel.write(bytes);
                if (bytes.remaining() == before) {
                    return;
                }
            }
        } finally {
            bytes.limit(limit);
        }
    }

    // A selector takes 0 for "for ever", and rounding down to it would do just that.
    private void select(Duration most) throws IOException {
        long millis = most.toMillis();
        if (most.isZero() || most.isNegative()) {
            selector.selectNow();
        } else {
            selector.select(Math.min(Integer.MAX_VALUE, Math.max(1, millis)));
        }
    }

    private boolean takeReady(int operation) {
        boolean ready = selector.selectedKeys().remove(key) && (key.readyOps() & operation) != 0;
        selector.selectedKeys().clear();
        return ready;
    }

    /** Ends the current or the next {@link #awaitReadable}. */
    public void wake() {
        // One byte in the selector's pipe is enough; more of them could fill it and block the caller.
        if (awake.compareAndSet(false, true)) {
            synchronized (lifeLock) {
                if (!closed) {
                    selector.wakeup();
                }
            }
        }
    }

    /** Lets the driving thread see the end after what was already sent; it can still write. */
    public void endInput() {
        synchronized (lifeLock) {
            if (!closed) {
                try {
                    channel.shutdownInput();
                } catch (IOException e) {
                    // The peer is gone already, which the driving thread sees as well.
                }
            }
        }
    }

    /** Makes every read and write of the driving thread end at once. */
    public void endBoth() {
        endInput();
        synchronized (lifeLock) {
            if (!closed) {
                try {
                    channel.shutdownOutput();
                } catch (IOException e) {
                    // As above.
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (lifeLock) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                channel.close();
            } catch (IOException e) {
                // The peer is gone already; there is nothing left to lose.
            }
            try {
                selector.close();
            } catch (IOException e) {
                // Its pipe is closed either way.
            }
        }
    }
}
