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
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor quick = new ThreadPoolExecutor(
            HttpLimits.QUICK_THREADS,
            HttpLimits.QUICK_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(HttpLimits.CONNECTIONS),
            named("pm-web-"));
    private final ThreadPoolExecutor patient = new ThreadPoolExecutor(
            0,
            HttpLimits.PATIENT_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("pm-web-patient-"));

    private final ThreadPoolExecutor reading = new ThreadPoolExecutor(
            HttpLimits.READING_THREADS,
            HttpLimits.READING_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(HttpLimits.READING_QUEUE),
            named("pm-web-reading-"));

    Workers() {
        reading.allowCoreThreadTimeOut(true);
        quick.allowCoreThreadTimeOut(true);
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
            case READING -> reading;
            case PATIENT -> patient;
        };
    }

    /** Lets what runs finish within the time that is left to it. */
    void finish() throws InterruptedException {
        List<ThreadPoolExecutor> all = List.of(quick, reading, patient);
        all.forEach(ThreadPoolExecutor::shutdown);
        long end = System.nanoTime() + HttpLimits.CLOSING.toNanos();
        for (ThreadPoolExecutor pool : all) {
            if (!pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                var unused = pool.shutdownNow();
            }
        }
    }
}
