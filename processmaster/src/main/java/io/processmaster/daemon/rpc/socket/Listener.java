package io.processmaster.daemon.rpc.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import jnr.enxio.channels.NativeSelectorProvider;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketChannel;

/** The listening socket; one thread accepts, any thread may {@link #wake} it. */
public final class Listener implements AutoCloseable {
    private final UnixServerSocketChannel channel;
    private final Selector selector;
    private final SocketFile file;

    private Listener(UnixServerSocketChannel channel, Selector selector, SocketFile file) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.file = file;
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Listens at {@code place}; the socket is there with its final owner and mode, or not at all.
     *
     * @throws IOException naming the path; {@code already running (pid N)} when a daemon answers there
     */
    public static Listener open(SocketPlace place) throws IOException {
        UnixServerSocketChannel channel = UnixServerSocketChannel.open();
        Selector selector = null;
        try {
            selector = NativeSelectorProvider.getInstance().openSelector();
            return new Listener(channel, selector, SocketFile.bind(channel, place));
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    /**
     * Finds out whether {@link #open} would be refused, before anything is done that only the one daemon of a socket may do.
     *
     * @throws IOException naming the path; {@code already running (pid N)} when a daemon answers there
     */
    public static void probe(SocketPlace place) throws IOException {
        SocketFile.clear(place.path().toAbsolutePath().normalize());
    }

    /** Where it listens. */
    public Path path() {
        return file.path();
    }

    /** The next client; empty when woken, or when there was none in time. */
    public Optional<Peer> accept(Duration most) throws IOException {
        UnixSocketChannel accepted = channel.accept();
        if (accepted == null) {
            selector.select(Math.max(1, most.toMillis()));
            selector.selectedKeys().clear();
            accepted = channel.accept();
        }
        return accepted == null ? Optional.empty() : Optional.of(Peer.of(accepted));
    }

    /** Ends the current or the next {@link #accept}. */
    public void wake() {
        selector.wakeup();
    }

    /** Stops listening and removes the file, unless another one has taken its place. */
    @Override
    public void close() throws IOException {
        try (selector;
                channel) {
            file.removeIfOurs();
        }
    }
}
