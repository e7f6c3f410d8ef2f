package io.processmaster.daemon.adapter.kernel;

import io.processmaster.daemon.adapter.posix.Epoll;
import io.processmaster.daemon.adapter.posix.WakeUp;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that waits in one epoll and runs what is submitted to it; whatever it owns needs no lock.
 *
 * <p>All but {@link #call}, {@link #later}, {@link #tell} and {@link #close} is for this thread only.
 */
final class KernelLoop implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelLoop.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final long WAKE_UP = 0;

    private final Epoll epoll;
    private final WakeUp wakeUp;
    private final Thread thread;
    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Map<Long, Source> sources = new HashMap<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private long lastToken = WAKE_UP;
    private volatile boolean closed;

    private KernelLoop(Epoll epoll, WakeUp wakeUp, String name) {
        this.epoll = epoll;
        this.wakeUp = wakeUp;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Starts the thread. */
    static KernelLoop start(String name) throws IOException {
        Epoll epoll = Epoll.open();
        WakeUp wakeUp = new WakeUp();
        epoll.add(wakeUp.fd(), WAKE_UP);
        KernelLoop loop = new KernelLoop(epoll, wakeUp, name);
        loop.thread.start();
        return loop;
    }

    /** Runs {@code task} on the thread and waits for its answer. */
    <T> T call(Callable<T> task) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        if (Thread.currentThread() == thread) {
            future.run();
        } else {
            submit(future);
        }
        try {
            return future.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (CancellationException e) {
            throw new IOException("ask the kernel thread: it has ended", e);
        } catch (TimeoutException e) {
            throw new IOException("ask the kernel thread: no answer within " + ANSWER_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("ask the kernel thread: interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Has {@code action} run on the thread, after whatever was wanted of it before, without waiting for that. */
    void later(News action) {
        submit(new FutureTask<>(() -> tell(action), null));
    }

    private void submit(FutureTask<?> task) {
        tasks.add(task);
        if (closed) {
            task.cancel(false);
            return;
        }
        wakeUp.ring();
    }

    /** Calls {@code news} whenever {@code fd} has any; returns the token to {@link #remove} it by. */
    long add(int fd, Source news) throws IOException {
        lastToken++;
        epoll.add(fd, lastToken);
        sources.put(lastToken, news);
        return lastToken;
    }

    /** From now on only calls when the other side of {@code fd} is gone. */
    void onlyHangUp(int fd, long token) throws IOException {
        epoll.onlyHangUp(fd, token);
    }

    /** Calls no more, not even for news that came already. */
    void remove(int fd, long token) throws IOException {
        if (sources.remove(token) != null) {
            epoll.remove(fd);
        }
    }

    /** Runs {@code action} on the thread once {@code delay} has passed. */
    void after(Duration delay, News action) {
        alarms.add(new Alarm(System.nanoTime() + delay.toNanos(), action));
    }

    private void run() {
        while (!closed) {
            try {
                for (Epoll.Ready ready : epoll.await(untilNextAlarm())) {
                    dispatch(ready);
                }
            } catch (IOException e) {
                // It would fail in the same way for ever, and in a circle. Who hears nothing must not go on.
                throw new UncheckedIOException("the kernel's news cannot be fetched any more", e);
            }
            runTasks();
            runAlarms();
        }
    }

    private void dispatch(Epoll.Ready ready) throws IOException {
        if (ready.token() == WAKE_UP) {
            wakeUp.reset();
            return;
        }
        Source source = sources.get(ready.token());
        if (source == null) {
            return;
        }
        try {
            source.news(ready.hungUp());
        } catch (RuntimeException e) {
            LOG.error("kernel thread: news could not be handled", e);
        }
    }

    /** Runs something whose failure must not keep the rest of the news from anybody. */
    static void tell(News news) {
        try {
            news.tell();
        } catch (IOException | RuntimeException e) {
            LOG.error("kernel thread: news could not be handled", e);
        }
    }

    private void runTasks() {
        for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private int untilNextAlarm() {
        long now = System.nanoTime();
        long least = Long.MAX_VALUE;
        for (Alarm alarm : alarms) {
            least = Math.min(least, Math.max(0, alarm.atNanos() - now));
        }
        return least == Long.MAX_VALUE ? -1 : (int) Math.min(Integer.MAX_VALUE, least / 1_000_000 + 1);
    }

    private void runAlarms() {
        long now = System.nanoTime();
        List<Alarm> due =
                alarms.stream().filter(alarm -> alarm.atNanos() - now <= 0).toList();
        alarms.removeAll(due);
        due.forEach(alarm -> tell(alarm.action()));
    }

    /** Ends the thread; waits for it. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        wakeUp.ring();
        try {
            thread.join(ANSWER_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tasks.forEach(task -> task.cancel(false));
        wakeUp.close();
        epoll.close();
    }

    /** Whom the news of one descriptor goes to. */
    interface Source {
        /**
         * Fetches it.
         *
         * @throws IOException it cannot be fetched, which ends the thread; what goes wrong in dealing with it is told
         */
        void news(boolean hungUp) throws IOException;
    }

    /** One piece of news on its way. */
    interface News {
        void tell() throws IOException;
    }

    private record Alarm(long atNanos, News action) {}
}
