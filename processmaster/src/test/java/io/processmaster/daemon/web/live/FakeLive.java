package io.processmaster.daemon.web.live;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppPlace;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppTiming;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.control.EventFeed;
import io.processmaster.daemon.control.FleetFeed;
import io.processmaster.daemon.control.LiveApi;
import io.processmaster.daemon.control.StatusFeed;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.run.RunFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon that is whatever a test says; the feed of its apps is the real one. */
final class FakeLive implements LiveApi {
    final FakeFleet fleet = new FakeFleet();
    final Map<String, Long> memory = new ConcurrentHashMap<>();
    final AtomicInteger histories = new AtomicInteger();
    final AtomicInteger readings = new AtomicInteger();
    final AtomicInteger presentations = new AtomicInteger();
    private final Deque<EventEntry> news = new ArrayDeque<>();
    private final List<Runnable> arrived = new ArrayList<>();
    private final Map<String, List<UsageReport.Row>> rows = new TreeMap<>();
    private OptionalLong lookedAt = OptionalLong.empty();
    private long lastEvent;
    private int eventFeeds;

    synchronized void happen(String message) {
        lastEvent++;
        news.add(new EventEntry(lastEvent, 1, "test", Optional.of("web"), "happened", message, Map.of("run", "1")));
        arrived.forEach(Runnable::run);
    }

    /** A look at all apps that run. */
    synchronized void look(long atMs) {
        lookedAt = OptionalLong.of(atMs);
        for (AppView app : fleet.snapshot().apps()) {
            if (app.life().facts().isPresent()) {
                rows.computeIfAbsent(app.spec().name().text(), name -> new ArrayList<>())
                        .add(new UsageReport.Row(atMs, List.of(OptionalDouble.of(0.5), OptionalDouble.empty())));
            }
        }
    }

    synchronized int openFeeds() {
        return eventFeeds + fleet.watchers();
    }

    AppStatus present(AppView view) {
        presentations.incrementAndGet();
        Optional<RunFacts> facts = view.life().facts();
        String name = view.spec().name().text();
        return new AppStatus(
                name,
                "service",
                true,
                false,
                false,
                false,
                new AppLife(
                        facts.isPresent() ? "RUNNING" : "STOPPED",
                        view.life().phase().name(),
                        1_000_000,
                        Optional.of(view.life().reason()),
                        Optional.empty(),
                        List.of(),
                        facts.map(f -> OptionalLong.of(f.mainPid())).orElse(OptionalLong.empty()),
                        facts.isPresent() ? OptionalLong.of(5) : OptionalLong.empty(),
                        0,
                        3,
                        Optional.empty(),
                        Optional.empty()),
                new AppTiming(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(1_000_000),
                        Optional.empty(),
                        List.of()),
                facts.isPresent() ? use(name) : AppUsage.NONE,
                new AppPlace(
                        List.of(8080L), "/srv", "/etc/a.yaml", "/sys/a", false, Optional.empty(), false, List.of()));
    }

    private AppUsage use(String name) {
        long bytes = memory.getOrDefault(name, 4096L);
        return new AppUsage(
                OptionalDouble.of(bytes / 1e4), OptionalLong.of(bytes), OptionalLong.empty(), OptionalLong.of(2));
    }

    @Override
    public StatusFeed statuses(Runnable changed) {
        return new FleetFeed(fleet, this::present, changed);
    }

    @Override
    public synchronized EventFeed events(int last, Runnable wake) {
        arrived.add(wake);
        eventFeeds++;
        wake.run();
        return new EventFeed() {
            @Override
            public List<EventEntry> take(int most) {
                return takeNews(most);
            }

            @Override
            public void close() {
                leave(wake);
            }
        };
    }

    private synchronized List<EventEntry> takeNews(int most) {
        List<EventEntry> taken = new ArrayList<>();
        while (taken.size() < most && !news.isEmpty()) {
            taken.add(news.remove());
        }
        return taken;
    }

    private synchronized void leave(Runnable wake) {
        arrived.remove(wake);
        eventFeeds--;
    }

    @Override
    public Map<String, AppUsage> usage() {
        readings.incrementAndGet();
        Map<String, AppUsage> all = new TreeMap<>();
        for (AppView app : fleet.snapshot().apps()) {
            if (app.life().facts().isPresent()) {
                all.put(app.spec().name().text(), use(app.spec().name().text()));
            }
        }
        return all;
    }

    @Override
    public synchronized OptionalLong lookedAtMs() {
        return lookedAt;
    }

    @Override
    public synchronized UsageReport history(AppName app, long afterMs) {
        histories.incrementAndGet();
        return new UsageReport(
                app.text(),
                10_000,
                List.of("cpu_percent", "memory_bytes"),
                rows.getOrDefault(app.text(), List.of()).stream()
                        .filter(row -> row.atMs() > afterMs)
                        .toList());
    }

    @Override
    public SystemReport system() {
        SystemReport.Space space = new SystemReport.Space(1_000, 250);
        return new SystemReport(
                "host", "6.1", 2, OptionalDouble.of(12.5), space, space, List.of(0.5, 0.25, 0.1), 90_500, 2_000_000);
    }

    @Override
    public ServerInfo server() {
        return new ServerInfo(new BuildInfo("1.0", "id", "then", "there"), 42, 5);
    }

    @Override
    public long nowMillis() {
        return 2_000_000;
    }
}
