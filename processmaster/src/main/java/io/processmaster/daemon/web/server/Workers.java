package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Route;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which endpoints run; those that take long cannot hold up the others. */
final class Workers {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor quick = pool("pm-web-", HttpLimits.QUICK_THREADS, HttpLimits.CONNECTIONS);
    private final ThreadPoolExecutor whole = pool("pm-web-whole-", HttpLimits.WHOLE_THREADS, HttpLimits.WHOLE_QUEUE);
    private final ThreadPoolExecutor reading =
            pool("pm-web-reading-", HttpLimits.READING_THREADS, HttpLimits.READING_QUEUE);
    private final ThreadPoolExecutor patient = new ThreadPoolExecutor(
            0,
            HttpLimits.PATIENT_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("pm-web-patient-"));

    private static ThreadPoolExecutor pool(String prefix, int threads, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), named(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Refuses with RejectedExecutionException when there is no room. */
    Executor of(Route.Pace pace) {
        return switch (pace) {
            case QUICK -> quick;
            case WHOLE -> whole;
            case READING -> reading;
            case PATIENT -> patient;
        };
    }

    /** Lets what runs finish within the time that is left to it. */
    void finish() throws InterruptedException {
        List<ThreadPoolExecutor> all = List.of(quick, whole, reading, patient);
        all.forEach(ThreadPoolExecutor::shutdown);
        long end = System.nanoTime() + HttpLimits.CLOSING.toNanos();
        for (ThreadPoolExecutor pool : all) {
            if (!pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                var unused = pool.shutdownNow();
            }
        }
    }
}
