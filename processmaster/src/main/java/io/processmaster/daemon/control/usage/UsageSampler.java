package io.processmaster.daemon.control.usage;

import io.processmaster.common.api.UsageReport;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.core.usage.Column;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.core.usage.Rates.Look;
import io.processmaster.daemon.port.LogSizes;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every app that runs, each ten seconds on one thread, once it was started. */
public final class UsageSampler implements AutoCloseable {
    /** Between two looks. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(UsageSampler.class);

    private final Supplier<FleetSnapshot> fleet;
    private final Counting cgroups;
    private final TimeSource time;
    private final LogTurns logs;
    private final UsageHistory history = new UsageHistory(INTERVAL);
    private Optional<ScheduledExecutorService> clock = Optional.empty();
    private volatile Round newest = new Round(OptionalLong.empty(), Duration.ZERO, Map.of());

    /**
     * One look at all apps; in one piece, so that nobody takes its time for that of figures before it.
     *
     * @param atMs when it began, milliseconds since 1970; empty before the first
     * @param took how long it took
     * @param looks at each app that ran
     */
    public record Round(OptionalLong atMs, Duration took, Map<AppName, Look> looks) {
        /** Copies the map. */
        public Round {
            looks = Map.copyOf(looks);
        }
    }

    /** Where the counters of an app come from. */
    @FunctionalInterface
    public interface Counting {
        /** The counters; {@link Counters#NONE} when it does not run. */
        Counters counters(AppName app) throws IOException;
    }

    /** Of those apps; it does not look by itself before {@link #start}. */
    public UsageSampler(Supplier<FleetSnapshot> fleet, Counting cgroups, LogSizes sizes, TimeSource time) {
        this.logs = new LogTurns(sizes);
        this.fleet = fleet;
        this.cgroups = cgroups;
        this.time = time;
    }

    /** Begins; the first look is at once. */
    public synchronized void start() {
        if (clock.isPresent()) {
            return;
        }
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "pm-usage");
            thread.setDaemon(true);
            return thread;
        });
        clock = Optional.of(executor);
        // A round that takes long is followed by a pause, not by those that it missed.
        var unused = executor.scheduleWithFixedDelay(this::lookSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends; what was measured is still told. */
    @Override
    public synchronized void close() {
        clock.ifPresent(ScheduledExecutorService::shutdownNow);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule, and nobody would be told.
            LOG.error("measuring what the apps use failed by a bug", e);
        }
    }

    /** One look at every app that runs, by the calling thread; only where it was not started. */
    public void look() {
        Moment began = time.now();
        Set<AppName> known = new HashSet<>();
        Map<AppName, Look> looks = new HashMap<>();
        List<AppView> apps = fleet.get().apps();
        for (AppView app : apps) {
            AppName name = app.spec().name();
            known.add(name);
            app.life().facts().flatMap(facts -> look(name, facts)).ifPresent(look -> looks.put(name, look));
        }
        history.add(began.epochMillis(), looks, known);
        logs.look(apps);
        newest = new Round(OptionalLong.of(began.epochMillis()), time.now().since(began), looks);
    }

    private Optional<Look> look(AppName app, RunFacts facts) {
        try {
            Counters counters = cgroups.counters(app);
            return counters.equals(Counters.NONE)
                    ? Optional.empty()
                    : Optional.of(new Look(facts.started(), time.now(), counters));
        } catch (IOException e) {
            // The run may end while it is looked at; there is a next time.
            return Optional.empty();
        }
    }

    /** What the app used in the last hour; without rows when it never ran, or nobody measures. */
    public UsageReport report(AppName app) {
        return report(app, Long.MIN_VALUE);
    }

    /** The same, of what was measured after {@code afterMs}, milliseconds since 1970. */
    public UsageReport report(AppName app, long afterMs) {
        List<UsageReport.Row> rows = history.rows(app, afterMs).stream()
                .map(row -> new UsageReport.Row(row.atMs(), row.figures()))
                .toList();
        return new UsageReport(app.text(), INTERVAL.toMillis(), Column.wireNames(), rows);
    }

    /** The newest look at all apps, at most one interval old once it was started. */
    public Round newest() {
        return newest;
    }

    /** The size of the app's own log files when they were looked at last; empty when they were not yet. */
    public OptionalLong logBytes(AppName app) {
        return logs.bytes(app);
    }

    /** How many apps have a history. */
    public int remembered() {
        return history.size();
    }
}
