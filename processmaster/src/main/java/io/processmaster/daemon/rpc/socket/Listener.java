package io.processmaster.daemon.rpc.socket;

import io.processmaster.daemon.adapter.posix.UnixSocket;
import io.processmaster.daemon.adapter.posix.WakeUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The listening socket; one thread accepts, any thread may {@link #wake} it. */
public final class Listener implements AutoCloseable {
    private final UnixSocket socket;
    private final WakeUp bell;
    private final SocketFile file;

    private Listener(UnixSocket socket, WakeUp bell, SocketFile file) {
        this.socket = socket;
        this.bell = bell;
        this.file = file;
    }

    /**
     * Listens at {@code place}; the socket is there with its final owner and mode, or not at all.
     *
     * @throws IOException naming the path; {@code already running (pid N)} when a daemon answers there
     */
    public static Listener open(SocketPlace place) throws IOException {
        UnixSocket socket = UnixSocket.stream();
        WakeUp bell = null;
        try {
            bell = new WakeUp();
            return new Listener(socket, bell, SocketFile.bind(socket, place));
        } catch (IOException | RuntimeException e) {
            socket.close();
            if (bell != null) {
                bell.close();
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
        Optional<UnixSocket> accepted = socket.accept();
        if (accepted.isEmpty()) {
            socket.awaitReadable(bell, most);
            bell.reset();
            accepted = socket.accept();
        }
        return accepted.isEmpty() ? Optional.empty() : Optional.of(Peer.of(accepted.get()));
    }

    /** Ends the current or the next {@link #accept}. */
    public void wake() {
        bell.ring();
    }

    /** Stops listening and removes the file, unless another one has taken its place. */
    @Override
    public void close() throws IOException {
        try (bell;
                socket) {
            file.removeIfOurs();
        }
    }
}
