package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the effects of one app one after the other, and those of different apps side by side, on a few threads. */
final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final long IDLE_SECONDS = 5;
    private static final long CLOSE_SECONDS = 5;

    private final Map<AppName, Deque<Runnable>> busy = new HashMap<>();
    private final ThreadPoolExecutor pool;

    Lanes(int threads) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> {
                    Thread thread = new Thread(r, "pm-effect-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Adds work to the app's lane; what it throws is logged, and the lane goes on. */
    void submit(AppName app, Runnable work) {
        synchronized (busy) {
            Deque<Runnable> waiting = busy.get(app);
            if (waiting != null) {
                waiting.add(work);
                return;
            }
            busy.put(app, new ArrayDeque<>());
        }
        pool.execute(() -> drive(app, work));
    }

    private void drive(AppName app, Runnable first) {
        Runnable work = first;
        while (work != null) {
            carryOut(app, work);
            synchronized (busy) {
                Deque<Runnable> waiting = busy.get(app);
                work = waiting.poll();
                if (work == null) {
                    busy.remove(app);
                }
            }
        }
    }

    private static void carryOut(AppName app, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("app={} work in its lane failed by a bug", app, e);
        }
    }

    /** Takes no more work and waits a while for what is under way, such as the record of the last run. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("work of apps is still under way after {} s, going on without it", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
