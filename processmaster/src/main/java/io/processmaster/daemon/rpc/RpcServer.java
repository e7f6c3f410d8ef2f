package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.rpc.socket.Listener;
import io.processmaster.daemon.rpc.socket.Peer;
import io.processmaster.daemon.rpc.socket.PeerCredentials;
import io.processmaster.daemon.rpc.socket.SocketPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the protocol on the unix socket: one thread accepts, each connection has one of its own. */
public final class RpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
    private static final Duration ACCEPT_WAIT = Duration.ofMinutes(1);
    private static final long PAUSE_AFTER_FAILURE_MS = 200;
    private static final long SPARE_THREAD_SECONDS = 30;

    private final Listener listener;
    private final Dispatcher dispatcher;
    private final UserNames users;
    private final RpcLimits limits;
    private final Semaphore connectionPermits;
    private final Semaphore streamPermits;
    private final Semaphore longLinePermits;
    private final WholeAnswers whole = new WholeAnswers();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor threads;
    private final Thread acceptor;

    private RpcServer(Listener listener, Dispatcher dispatcher, UserNames users, RpcLimits limits) {
        this.listener = listener;
        this.dispatcher = dispatcher;
        this.users = users;
        this.limits = limits;
        this.connectionPermits = new Semaphore(limits.connections());
        this.streamPermits = new Semaphore(limits.streams());
        this.longLinePermits = new Semaphore(limits.longLines());
        this.threads = pool(limits);
        this.acceptor = new Thread(this::acceptAll, "pm-rpc-accept");
        acceptor.setDaemon(true);
    }

    /**
     * Listens and serves until closed.
     *
     * @throws IOException when the socket cannot be had; its message is for a person
     */
    public static RpcServer open(SocketPlace place, Dispatcher dispatcher, UserNames users, RpcLimits limits)
            throws IOException {
        RpcServer server = new RpcServer(Listener.open(place), dispatcher, users, limits);
        server.acceptor.start();
        return server;
    }

    // The permits bound the connections; a thread that has just given one back may not be idle yet, hence the spares.
    private static ThreadPoolExecutor pool(RpcLimits limits) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, 2 * limits.connections(), SPARE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "pm-rpc-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private void acceptAll() {
        boolean failing = false;
        while (!isClosing()) {
            try {
                listener.accept(ACCEPT_WAIT).ifPresent(this::admit);
                failing = false;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // The error is Java's word for "no thread can be had"; without heap the program would have ended.
                if (!failing) {
                    LOG.error("accepting on {} failed, trying again", listener.path(), e);
                }
                failing = true;
                pause();
            }
        }
    }

    // Out of descriptors, say: trying again at once would only burn the processor.
    private void pause() {
        try {
            if (closing.await(PAUSE_AFTER_FAILURE_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("closing while accepting fails");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void admit(Peer peer) {
        if (!connectionPermits.tryAcquire()) {
            turnAway(peer);
            return;
        }
        Connection connection = new Connection(
                peer,
                () -> actor(peer.credentials()),
                dispatcher,
                limits,
                streamPermits,
                longLinePermits,
                whole,
                this::isClosing);
        connections.add(connection);
        try {
            threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            release(connection);
            peer.close();
            throw e;
        }
    }

    private void serve(Connection connection) {
        try {
            connection.run();
        } finally {
            release(connection);
        }
    }

    private void release(Connection connection) {
        connections.remove(connection);
        connectionPermits.release();
    }

    // The line fits into the empty socket at once, so the acceptor never waits for the peer.
    private void turnAway(Peer peer) {
        try (peer) {
            new Wire(peer, Duration.ZERO)
                    .error(
                            JsonNull.NULL,
                            ErrorKind.TOO_MANY_CONNECTIONS,
                            "connecting: all " + limits.connections() + " connections are taken (try again later)",
                            JsonObject.EMPTY);
        } catch (IOException e) {
            LOG.debug("a client that was to be turned away is gone: {}", e.getMessage());
        }
    }

    private Actor actor(PeerCredentials peer) {
        String user = users.nameOf(peer.uid()).map(name -> "(" + name + ")").orElse("");
        return new Actor("uid=" + peer.uid() + user + " pid=" + peer.pid(), peer.pid());
    }

    /** Stops accepting, lets running requests finish for a bounded time, ends all connections, removes the socket. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.wake();
        try {
            acceptor.join();
            threads.shutdown();
            connections.forEach(Connection::endInput);
            if (!threads.awaitTermination(limits.close().toMillis(), TimeUnit.MILLISECONDS)) {
                connections.forEach(Connection::endBoth);
                LOG.warn("{} requests still run while the socket closes", connections.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listener.close();
        }
    }
}
