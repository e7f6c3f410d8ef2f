package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.port.LogRotation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Logs in memory: each app has one, of a size that a test sets; rotating it makes it empty. */
final class FakeRotation implements LogRotation {
    private final Map<AppName, Look> logs = new ConcurrentHashMap<>();
    private final Map<AppName, Runnable> watches = new ConcurrentHashMap<>();
    final List<String> done = new CopyOnWriteArrayList<>();
    final Set<AppName> unfinished = ConcurrentHashMap.newKeySet();
    final AtomicInteger looks = new AtomicInteger();
    volatile boolean full;
    volatile boolean unfrozen;

    /** Somebody wrote. */
    void write(AppName app, long size, Instant at) {
        logs.put(app, new Look(size, at));
        Optional.ofNullable(watches.remove(app)).ifPresent(Runnable::run);
    }

    /** Another file has its name now, of which a watch knows nothing. */
    void replace(AppName app, long size, Instant at) {
        logs.put(app, new Look(size, at));
    }

    boolean isWatched(AppName app) {
        return watches.containsKey(app);
    }

    long size(AppName app) {
        return Optional.ofNullable(logs.get(app)).map(Look::size).orElse(0L);
    }

    @Override
    public List<Log> logsOf(AppSpec spec) {
        return List.of(new Log(spec, "log", "/" + spec.name() + "/log"));
    }

    @Override
    public Optional<Look> look(Log log) {
        looks.incrementAndGet();
        return Optional.ofNullable(logs.get(log.app().name()));
    }

    @Override
    public boolean watch(Log log, Runnable written) {
        watches.put(log.app().name(), written);
        return logs.containsKey(log.app().name());
    }

    @Override
    public Work begin(Log log, LocalDateTime time) throws IOException {
        if (full) {
            throw new IOException("no space left on device");
        }
        return new FakeWork(log.app().name(), time);
    }

    @Override
    public Set<AppName> unfinished() {
        return Set.copyOf(unfinished);
    }

    @Override
    public Optional<Recovered> recover(AppName app) {
        return unfinished.remove(app) ? Optional.of(new Recovered(true, "finished")) : Optional.empty();
    }

    @Override
    public boolean compressNext(Log log) {
        return false;
    }

    @Override
    public int deleteExpired(Log log, Instant now) {
        return 0;
    }

    private final class FakeWork implements Work {
        private final AppName app;
        private final LocalDateTime time;
        private final List<String> steps = new ArrayList<>();

        FakeWork(AppName app, LocalDateTime time) {
            this.app = app;
            this.time = time;
        }

        @Override
        public long copy() {
            return 0;
        }

        @Override
        public void prepare() {
            steps.add("prepare");
        }

        @Override
        public long remaining() {
            return 0;
        }

        @Override
        public Cut cut() {
            long bytes = logs.get(app).size();
            logs.put(app, new Look(0, logs.get(app).modified()));
            steps.add("cut " + Thread.currentThread().getName().replaceAll("[0-9]+$", "n"));
            return new Cut(bytes, Duration.ofNanos(1_200_000), !unfrozen);
        }

        @Override
        public Optional<RotatedName> publish() {
            steps.add("publish");
            done.add(app + " " + time + " " + steps);
            return Optional.of(new RotatedName.Numbered("log", 1, false));
        }

        @Override
        public void close() {}
    }
}
