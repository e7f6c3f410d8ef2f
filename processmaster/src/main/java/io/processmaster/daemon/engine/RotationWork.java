package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.rotation.RotationRule;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.LogRotation;
import io.processmaster.daemon.port.LogRotation.Log;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at logs and rotates them, on a few threads of its own; only the last bytes and the emptying of a log are left to
 * the app's lane, so that they never meet a pause, a stop or the end of a run.
 */
final class RotationWork {
    /** How many logs are looked at or copied at once. */
    static final int WORKERS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RotationWork.class);
    private static final long LITTLE = 1_000_000;
    private static final long TOO_MUCH_FOR_A_LANE = 16_000_000;
    private static final int MAX_ROUNDS = 8;
    private static final int MAX_RETURNS = 4;
    private static final int IDLE_SECONDS = 5;

    /** What is to be looked at. */
    record Order(Log log, long lastSize, boolean boundary) {}

    /** What came of it. */
    record Result(Kind kind, long size, String problem) {
        enum Kind {
            /** It was rotated. */
            ROTATED,
            /** It is not due and has grown. */
            GROWING,
            /** It is not due, and whoever waits for it will be told when it is written; or there is none. */
            QUIET,
            /** It is as it was. */
            FAILED
        }
    }

    private final Ports ports;
    private final ZoneId zone;
    private final BiConsumer<AppName, Runnable> lanes;
    private final ThreadPoolExecutor workers = pool(WORKERS, "pm-rotate-");
    private final LogCompression compression;

    RotationWork(Ports ports, ZoneId zone, BiConsumer<AppName, Runnable> lanes) {
        this.ports = ports;
        this.zone = zone;
        this.lanes = lanes;
        this.compression = new LogCompression(ports, pool(1, "pm-compress-"));
    }

    private static ThreadPoolExecutor pool(int threads, String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Looks at a log and rotates it when it is due; {@code done} is told once, {@code written} maybe, later. */
    void look(Order order, Runnable written, Consumer<Result> done) {
        execute(() -> attempt(done, () -> {
            recover(order.log().app().name());
            Optional<LogRotation.Look> found = ports.rotation().look(order.log());
            if (found.isEmpty()) {
                done.accept(new Result(Result.Kind.QUIET, 0, ""));
                return;
            }
            LogRotation.Look look = found.get();
            RotationSpec rule = order.log().app().logs().rotation();
            Moment now = ports.time().now();
            if (RotationRule.isDue(rule, look.size(), look.modified(), order.boundary(), now.wall(), zone)) {
                new Run(order.log(), done).begin(LocalDateTime.ofInstant(now.wall(), zone));
                return;
            }
            expire(order.log(), now);
            if (order.lastSize() == TrackedLog.UNKNOWN) {
                compression.request(order.log());
            }
            done.accept(rule.mode() == RotationSpec.Mode.TIME ? quiet() : bySize(order, look, written));
        }));
    }

    private static Result quiet() {
        return new Result(Result.Kind.QUIET, 0, "");
    }

    /** Not due: watches it when it has not grown since the last look. */
    private Result bySize(Order order, LogRotation.Look look, Runnable written) throws IOException {
        if (look.size() != order.lastSize()) {
            return new Result(Result.Kind.GROWING, look.size(), "");
        }
        boolean watched = ports.rotation().watch(order.log(), written);
        // Looked at again, for it may have been written before it was watched.
        Optional<LogRotation.Look> after = ports.rotation().look(order.log());
        boolean same = watched && after.isPresent() && after.get().size() == look.size();
        return same || after.isEmpty()
                ? quiet()
                : new Result(Result.Kind.GROWING, after.get().size(), "");
    }

    private void expire(Log log, Moment now) throws IOException {
        ports.rotation().deleteExpired(log, now.wall());
    }

    private void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a rotation is left to the next daemon");
        }
    }

    private static void attempt(Consumer<Result> done, Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            done.accept(new Result(Result.Kind.FAILED, 0, String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.error("a rotation failed by a bug", e);
            done.accept(new Result(Result.Kind.FAILED, 0, "internal error: " + e));
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    /** One rotation on its way between the workers and the lane. */
    private final class Run {
        private final Log log;
        private final Consumer<Result> done;
        private LogRotation.Work work;
        private int returns;

        Run(Log log, Consumer<Result> done) {
            this.log = log;
            this.done = done;
        }

        void begin(LocalDateTime time) throws IOException {
            work = ports.rotation().begin(log, time);
            copy();
        }

        private void copy() {
            guarded(() -> {
                int rounds = 0;
                while (work.copy() > LITTLE && rounds < MAX_ROUNDS) {
                    rounds++;
                }
                work.prepare();
                lanes.accept(log.app().name(), this::inLane);
            });
        }

        private void inLane() {
            guarded(() -> {
                if (work.remaining() > TOO_MUCH_FOR_A_LANE && returns < MAX_RETURNS) {
                    returns++;
                    execute(this::copy);
                    return;
                }
                work.copy();
                LogRotation.Cut cut = work.cut();
                execute(() -> publish(cut));
            });
        }

        private void publish(LogRotation.Cut cut) {
            guarded(() -> {
                Optional<RotatedName> name = work.publish();
                told(log, cut, name);
                work.close();
                expireWhatCanBe();
                compression.request(log);
                done.accept(new Result(Result.Kind.ROTATED, 0, ""));
            });
        }

        // The rotation is done: old files that cannot be deleted are told by the next look, which tries again.
        private void expireWhatCanBe() {
            try {
                expire(log, ports.time().now());
            } catch (IOException e) {
                LOG.warn("app={} old log files stay: {}", log.app().name(), e.getMessage());
            }
        }

        private void guarded(Attempt step) {
            attempt(
                    result -> {
                        work.close();
                        done.accept(result);
                    },
                    step);
        }
    }

    private void told(Log log, LogRotation.Cut cut, Optional<RotatedName> name) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("file", log.path());
        name.ifPresent(rotated -> data.put("rotated", rotated.text()));
        data.put("bytes", Long.toString(cut.bytes()));
        data.put(
                "pause_us",
                Long.toString(TimeUnit.NANOSECONDS.toMicros(cut.pause().toNanos())));
        data.put("compressed", Boolean.toString(log.app().logs().rotation().compress() && name.isPresent()));
        if (!cut.frozen()) {
            note(
                    log.app().name(),
                    "rotation_unfrozen",
                    log.path()
                            + ": the app did not stand still in time; what it wrote in the moment between copying and"
                            + " emptying is lost",
                    Map.of("file", log.path()));
        }
        String message = log.path() + " -> " + name.map(RotatedName::text).orElse("nothing is kept");
        note(log.app().name(), "log_rotated", message, data);
    }

    /** Tells the first failure in a row. */
    void tellFailed(Log log, String problem) {
        note(log.app().name(), "rotation_failed", problem, Map.of("file", log.path()));
    }

    /** Tells that it works again. */
    void tellRecovered(Log log) {
        note(log.app().name(), "rotation_recovered", log.path() + " is rotated again", Map.of("file", log.path()));
    }

    /** Deals with what a daemon before left of a rotation of the app. */
    void recover(AppName app) {
        try {
            Optional<LogRotation.Recovered> recovered = ports.rotation().recover(app);
            recovered.ifPresent(found -> {
                if (found.kept()) {
                    note(app, "rotation_completed", found.message(), Map.of());
                } else {
                    note(app, "rotation_undone", found.message(), Map.of());
                }
            });
        } catch (IOException e) {
            // The next rotation of the app comes here again before it does anything, and tells.
            LOG.warn("app={} an unfinished rotation cannot be dealt with: {}", app, e.getMessage());
        }
    }

    /** Thaws what is frozen though nobody paused it. */
    void thaw(AppName app) {
        try {
            if (ports.cgroups().isFreezeWanted(app)) {
                ports.cgroups().freeze(app, false);
                note(app, "thawed", "it was frozen, and nobody had paused it", Map.of());
            }
        } catch (IOException e) {
            note(app, "freeze_failed", e.getMessage(), Map.of());
        }
    }

    private void note(AppName app, String event, String message, Map<String, String> data) {
        ports.events().append(ports.time().now(), "rotation", Optional.of(app), event, message, data);
    }

    /** Waits a while for what is under way. */
    void close(Duration limit) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a rotation is still under way after {} s, leaving it to the next daemon", limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        compression.close();
    }
}
