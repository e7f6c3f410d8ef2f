package io.processmaster.daemon.web.live;

import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.LiveApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all who look at the apps meet: one thread serves them, which lives while there are any. */
final class LiveHub implements AutoCloseable {
    /** How many may look at a time. */
    static final int MAX_LINKS = 500;

    // Codes of the protocol.
    private static final int GOING_AWAY = 1001;
    private static final int BUG = 1011;
    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    private final LiveApi api;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition awakened = lock.newCondition();
    private final Set<Viewer> present = new HashSet<>();
    private final List<Viewer> newcomers = new ArrayList<>();
    private boolean awake;
    private boolean running;
    private boolean closed;

    /**
     * Nobody looks yet.
     *
     * @param nanos a clock that only runs forward
     */
    LiveHub(LiveApi api, LongSupplier nanos) {
        this.api = api;
        this.nanos = nanos;
    }

    /**
     * Lets a client look from now on; any thread may call.
     *
     * @throws Refused when there are too many
     */
    void join(Link link, Dialect dialect) throws Refused {
        Viewer viewer = new Viewer(link, dialect, this::wake);
        lock.lock();
        try {
            present.removeIf(Viewer::isGone);
            if (closed) {
                throw new Refused(ErrorKind.SHUTTING_DOWN, "cannot show what goes on: the daemon is ending");
            }
            if (present.size() >= MAX_LINKS) {
                throw new Refused(
                        ErrorKind.TOO_MANY_STREAMS,
                        "cannot show what goes on: " + MAX_LINKS + " are looking already (close one)");
            }
            present.add(viewer);
            newcomers.add(viewer);
            if (!running) {
                running = true;
                Thread thread = new Thread(this::run, "pm-web-live");
                thread.setDaemon(true);
                thread.start();
            }
            wake();
        } finally {
            lock.unlock();
        }
        viewer.listen();
    }

    private void wake() {
        lock.lock();
        try {
            awake = true;
            awakened.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try (Broadcast broadcast = new Broadcast(api, nanos.getAsLong(), this::wake)) {
            Optional<List<Viewer>> come = await(0, true);
            while (come.isPresent()) {
                long patience = broadcast.turn(come.get(), nanos.getAsLong());
                come = await(patience, broadcast.hasViewers());
            }
        } catch (RuntimeException | Error e) {
            LOG.error("showing what goes on failed by a bug; those who look have to come again", e);
            end(BUG, "a fault of the daemon");
        }
    }

    /** Waits; gives those who came meanwhile, or nothing when nobody is left and the thread ends. */
    private Optional<List<Viewer>> await(long patience, boolean watched) {
        lock.lock();
        try {
            long left = patience;
            while (!awake && left > 0 && watched && !closed) {
                left = awakened.awaitNanos(left);
            }
            awake = false;
            if (closed || (!watched && newcomers.isEmpty())) {
                running = false;
                return Optional.empty();
            }
            List<Viewer> come = List.copyOf(newcomers);
            newcomers.clear();
            return Optional.of(come);
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void end(int code, String reason) {
        List<Viewer> all;
        lock.lock();
        try {
            running = false;
            all = List.copyOf(present);
            present.clear();
            newcomers.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(viewer -> viewer.link().close(code, reason));
    }

    /** Whether the thread is there; for those who wait that it has ended. */
    boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Closes all links and takes no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            awakened.signal();
        } finally {
            lock.unlock();
        }
        end(GOING_AWAY, "the daemon is ending");
    }
}
