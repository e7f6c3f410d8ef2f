package io.processmaster.daemon.web.access;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads that compute hashes; they come with the first work and go when there is none for a while. */
final class AuthThreads implements SlowWork {
    /** The most threads, and never all processors of a small host. */
    static final int MOST_THREADS = 2;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor pool;

    AuthThreads(int processors) {
        AtomicInteger count = new AtomicInteger();
        pool = new ScheduledThreadPoolExecutor(processors > MOST_THREADS ? MOST_THREADS : 1, work -> {
            Thread thread = new Thread(work, "pm-web-auth-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean later(Runnable work, long nanos) {
        try {
            var unused = pool.schedule(work, nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Begins nothing new; what waits is dropped. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
