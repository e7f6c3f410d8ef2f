package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the effects of one app one after the other, and those of different apps side by side, on a few threads. */
final class Lanes implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

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

    /** Adds work to the app's lane; it must not throw. */
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
            work.run();
            synchronized (busy) {
                Deque<Runnable> waiting = busy.get(app);
                work = waiting.poll();
                if (work == null) {
                    busy.remove(app);
                }
            }
        }
    }

    /** The threads, for work that belongs to no app and does not block for long. */
    ExecutorService pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
