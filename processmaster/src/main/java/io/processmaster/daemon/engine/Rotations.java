package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.rotation.Boundaries;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.LogRotation.Log;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the logs of all apps are looked at; one thread, and a log that nobody writes costs it nothing.
 *
 * <p>By size, a log is watched until it is written. From then on it is active: its size is looked at every few seconds,
 * until it no longer grows. By time, logs are looked at when a boundary comes.
 */
final class Rotations implements AutoCloseable {
    /** How often the size of a log that is being written is looked at. */
    static final Duration CHECK = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Rotations.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Ports ports;
    private final ZoneId zone;
    private final BiConsumer<AppName, Runnable> lanes;
    private final RotationWork work;
    private final Mailbox mailbox = new Mailbox();
    private final Map<AppName, AppLogs> apps = new HashMap<>();
    private final Set<TrackedLog> active = new LinkedHashSet<>();
    private final Map<RotationSpec.Frequency, Integer> users = new EnumMap<>(RotationSpec.Frequency.class);
    private final Map<RotationSpec.Frequency, Instant> boundaries = new EnumMap<>(RotationSpec.Frequency.class);
    private final Thread thread;
    private Optional<Moment> nextCheck = Optional.empty();
    private volatile boolean ended;

    /** {@code lanes} runs work in the lane of an app. */
    Rotations(Ports ports, ZoneId zone, BiConsumer<AppName, Runnable> lanes) {
        this.ports = ports;
        this.zone = zone;
        this.lanes = lanes;
        this.work = new RotationWork(ports, zone, lanes);
        this.thread = new Thread(this::run, "pm-rotation");
        this.thread.setDaemon(true);
    }

    /** Begins, once every app that there is was adopted. */
    void start() {
        mailbox.news(this::recoverStrangers);
        thread.start();
    }

    /** From now on the logs of this definition are kept within its limits; any thread. */
    void define(AppSpec spec) {
        // What is only made up for an app without a definition names files that are not its own.
        if (!spec.sourceFile().isEmpty()) {
            mailbox.news(() -> take(spec));
        }
    }

    /** The app is gone; any thread. */
    void remove(AppName app) {
        mailbox.news(() -> drop(app));
    }

    /**
     * An app came into another state: it may have new log files, or a stop command may have written; any thread.
     *
     * <p>They are looked at with the next regular look, not at once: that would be work at the very moment in which apps are
     * launched.
     */
    void moved(AppName app, AppState before, AppState after) {
        boolean over = after instanceof AppState.Running
                || after instanceof AppState.Stopped
                || after instanceof AppState.Failed
                || after instanceof AppState.Backoff;
        if (over && !after.getClass().equals(before.getClass())) {
            mailbox.news(() -> Optional.ofNullable(apps.get(app)).ifPresent(AppLogs::expectAll));
        }
    }

    /** The wall clock was set; any thread. */
    void clockWasSet() {
        mailbox.news(() -> {
            fireBoundaries(ports.time().now().wall());
            boundaries.clear();
        });
    }

    /**
     * Deals, in the app's lane, with what the daemon before left of a rotation.
     *
     * @param thaw whether the app is to run: a daemon that died while it was frozen may have left it so
     */
    void adopt(AppName app, boolean thaw) {
        lanes.accept(app, () -> {
            work.recover(app);
            if (thaw) {
                work.thaw(app);
            }
        });
    }

    private void recoverStrangers() {
        try {
            for (AppName app : ports.rotation().unfinished()) {
                if (!apps.containsKey(app)) {
                    adopt(app, false);
                }
            }
        } catch (IOException e) {
            LOG.warn("unfinished rotations could not be looked for: {}", e.getMessage());
        }
    }

    private void run() {
        try {
            while (!ended) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn: waits until something is due or comes in, and deals with it. */
    void runOnce() throws InterruptedException {
        runOnce(Mailbox.FOREVER);
    }

    /** As {@link #runOnce()}, but waits at most so long. */
    void runOnce(long patienceNanos) throws InterruptedException {
        for (Runnable letter : mailbox.take(Math.min(untilNext(), patienceNanos))) {
            carryOut(letter);
        }
        carryOut(() -> fireBoundaries(ports.time().now().wall()));
        carryOut(this::fireCheck);
    }

    private static void carryOut(Runnable letter) {
        try {
            letter.run();
        } catch (RuntimeException e) {
            LOG.error("rotation: news could not be handled, by a bug", e);
        }
    }

    private long untilNext() {
        Moment now = ports.time().now();
        long nanos = nextCheck.map(at -> Math.max(0, at.nanos() - now.nanos())).orElse(Mailbox.FOREVER);
        for (RotationSpec.Frequency frequency : users.keySet()) {
            Optional<Instant> next = Optional.ofNullable(boundaries.get(frequency))
                    .or(() -> Boundaries.after(frequency, now.wall(), zone));
            next.ifPresent(at -> boundaries.put(frequency, at));
            Duration wait = next.map(at -> Duration.between(now.wall(), at)).orElse(Duration.ofDays(1));
            nanos = Math.min(nanos, wait.isNegative() ? 0 : saturated(wait));
        }
        return nanos;
    }

    // A clock that was set back by years would overflow.
    private static long saturated(Duration wait) {
        return wait.compareTo(Duration.ofDays(1)) > 0 ? Mailbox.FOREVER : wait.toNanos();
    }

    private void fireBoundaries(Instant now) {
        Map<RotationSpec.Frequency, Instant> due = new EnumMap<>(boundaries);
        due.values().removeIf(at -> at.isAfter(now));
        if (due.isEmpty()) {
            return;
        }
        boundaries.keySet().removeAll(due.keySet());
        for (AppLogs logs : List.copyOf(apps.values())) {
            RotationSpec rule = logs.spec().logs().rotation();
            if (rule.mode() == RotationSpec.Mode.TIME) {
                boolean boundary = due.containsKey(rule.frequency());
                // The others are looked at for what has become too old.
                if (boundary || due.containsKey(RotationSpec.Frequency.HOURLY)) {
                    logs.lookAtAll(boundary);
                }
            }
        }
    }

    private void fireCheck() {
        Moment now = ports.time().now();
        if (nextCheck.isEmpty() || !now.reached(nextCheck.get())) {
            return;
        }
        nextCheck = active.isEmpty() ? Optional.empty() : Optional.of(now.plus(CHECK));
        for (TrackedLog log : List.copyOf(active)) {
            log.logs().lookAt(log, false);
        }
    }

    private void take(AppSpec spec) {
        AppLogs logs = apps.computeIfAbsent(spec.name(), name -> new AppLogs(this, spec));
        count(logs, -1);
        List<Log> files = ports.rotation().logsOf(spec);
        logs.define(spec, files);
        count(logs, 1);
        logs.lookAtAll(false);
    }

    private void drop(AppName app) {
        AppLogs logs = apps.get(app);
        if (logs != null) {
            count(logs, -1);
            logs.remove();
            forgetIfDone(logs);
        }
    }

    /** Apps that are rotated by time are counted, so that nobody wakes up for a boundary without any. */
    private void count(AppLogs logs, int change) {
        RotationSpec rule = logs.spec().logs().rotation();
        if (rule.mode() == RotationSpec.Mode.TIME && logs.isCounted() == change < 0) {
            logs.counted(change > 0);
            for (RotationSpec.Frequency each : EnumSet.of(RotationSpec.Frequency.HOURLY, rule.frequency())) {
                users.merge(each, change, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
                if (!users.containsKey(each)) {
                    boundaries.remove(each);
                }
            }
        }
    }

    /** Has work done away from this thread; the answer comes back to it. */
    void begin(TrackedLog log, boolean boundary) {
        work.look(
                new RotationWork.Order(log.log(), log.lastSize(), boundary),
                () -> mailbox.news(() -> written(log)),
                result -> mailbox.news(() -> log.logs().done(log, result)));
    }

    private void written(TrackedLog log) {
        log.forgetSize();
        activate(log);
    }

    /** Its size is looked at from time to time from now on. */
    void activate(TrackedLog log) {
        if (!log.isGone()) {
            active.add(log);
            nextCheck = nextCheck.or(() -> Optional.of(ports.time().now().plus(CHECK)));
        }
    }

    /** Until it is written again. */
    void settle(TrackedLog log) {
        active.remove(log);
    }

    /** Removes an app of which nothing is left to do. */
    void forgetIfDone(AppLogs logs) {
        if (logs.isDone()) {
            apps.remove(logs.spec().name(), logs);
        }
    }

    /** Whether something is under way or has just come in. */
    boolean isBusy() {
        return mailbox.hasMail() || apps.values().stream().anyMatch(AppLogs::isBusy);
    }

    Moment now() {
        return ports.time().now();
    }

    RotationWork work() {
        return work;
    }

    /** Begins nothing more, and waits a while for what is under way; what is cut short the next daemon finishes. */
    @Override
    public void close() {
        ended = true;
        mailbox.news(() -> {});
        try {
            thread.join(END_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        work.close(END_LIMIT);
    }
}
