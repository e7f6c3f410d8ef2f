package io.processmaster.daemon.web.live;

import io.processmaster.common.names.AppName;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.Fleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Apps that are whatever a test says; it takes no commands. */
final class FakeFleet implements Fleet {
    private static final Moment EARLY = new Moment(Instant.ofEpochSecond(1_000), 0);

    private final Map<AppName, AppView> apps = new TreeMap<>();
    private final List<Runnable> watching = new CopyOnWriteArrayList<>();
    private volatile FleetSnapshot snapshot = FleetSnapshot.EMPTY;

    void running(String name, int pid, String why) {
        put(name, new AppState.Running(1, new RunFacts(EARLY, pid, 1, 0), Optional.empty(), false), why);
    }

    void stopped(String name, String why) {
        put(name, new AppState.Stopped(1, false), why);
    }

    void failed(String name, String why) {
        put(name, new AppState.Failed(1), why);
    }

    private void put(String name, AppState state, String why) {
        AppLife life = new AppLife(
                state, EARLY, why, false, Trigger.NONE, RestartMemory.NONE, Optional.empty(), Optional.empty());
        apps.put(new AppName(name), new AppView(SampleApps.app(name), life, List.of()));
    }

    void remove(String name) {
        apps.remove(new AppName(name));
    }

    /** Shows what was changed. */
    void publish() {
        snapshot = new FleetSnapshot(new ArrayList<>(apps.values()), false);
        watching.forEach(Runnable::run);
    }

    int watchers() {
        return watching.size();
    }

    @Override
    public FleetSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Watching whenPublished(Runnable published) {
        watching.add(published);
        return () -> watching.remove(published);
    }

    private static CompletableFuture<Outcome> refused() {
        return CompletableFuture.completedFuture(Outcome.failed("busy", "it takes no commands"));
    }

    @Override
    public CompletableFuture<Outcome> start(AppName app, StartCause cause, String why) {
        return refused();
    }

    @Override
    public CompletableFuture<Outcome> run(AppName app, StartCause cause, String why) {
        return refused();
    }

    @Override
    public CompletableFuture<Outcome> stop(AppName app, StopCause cause, String why) {
        return refused();
    }

    @Override
    public CompletableFuture<Outcome> restart(AppName app, StartCause cause, String why) {
        return refused();
    }

    @Override
    public CompletableFuture<Outcome> pause(AppName app, boolean pause, String why) {
        return refused();
    }

    @Override
    public CompletableFuture<Outcome> signal(AppName app, Signal signal, String why) {
        return refused();
    }

    @Override
    public CompletableFuture<List<Change>> define(Definitions definitions, String why) {
        return CompletableFuture.failedFuture(new IllegalStateException("it takes no definitions"));
    }
}
