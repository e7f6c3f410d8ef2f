package io.processmaster.daemon.control;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppPlace;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppTiming;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.SampleApps;
import io.processmaster.daemon.core.fleet.AppNumbers;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.FleetSnapshot;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.Fleet;
import io.processmaster.daemon.port.NewDefinitions;
import io.processmaster.daemon.port.NumberStore;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A host whose apps come and go as a test says, and whose files are in memory. */
final class RegisteredHost implements NumberStore, NewDefinitions, EventLog, TimeSource {
    final Map<String, String> files = new TreeMap<>();
    final List<String> events = new ArrayList<>();
    AppNumbers saved = AppNumbers.NONE;
    Optional<String> damage = Optional.empty();
    Optional<Refused> refusal = Optional.empty();
    Optional<UpdateReport> report = Optional.empty();
    boolean fullDisk;
    private final TreeMap<String, AppView> apps = new TreeMap<>();
    private Path directory = Path.of("/");

    void add(String name) {
        apps.put(
                name,
                new AppView(
                        SampleApps.app(name), io.processmaster.daemon.core.app.AppLife.unborn(now(), ""), List.of()));
    }

    void remove(String name) {
        apps.remove(name);
    }

    /** As the daemon has it after a start; definitions are put into {@code where}. */
    AppRegistry registry(Path where) {
        directory = where;
        Fleet fleet = (Fleet) Proxy.newProxyInstance(
                Fleet.class.getClassLoader(),
                new Class<?>[] {Fleet.class},
                (proxy, asked, arguments) -> new FleetSnapshot(List.copyOf(apps.values()), false));
        return new AppRegistry(
                new AppRegistry.Parts(PartOfControl.playedBy(this), fleet, this, this, this, this, "nobody"));
    }

    List<AppStatus> status(List<String> names) {
        return apps.keySet().stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .map(RegisteredHost::status)
                .toList();
    }

    private static AppStatus status(String name) {
        AppLife life = new AppLife(
                "STOPPED",
                "STOPPED",
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty());
        AppPlace place = new AppPlace(
                List.of(), "/srv/" + name, "/etc/" + name, "/cg/" + name, false, Optional.empty(), false, List.of());
        return new AppStatus(name, "service", true, false, false, false, life, AppTiming.NONE, AppUsage.NONE, place);
    }

    UpdateReport update(Actor actor, boolean dryRun, boolean strict) throws Refused {
        events.add("update by " + actor.name());
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (report.isEmpty()) {
            files.keySet().forEach(this::add);
        }
        return report.orElse(new UpdateReport(List.of(), List.of()));
    }

    @Override
    public Loaded load() {
        return new Loaded(saved, damage);
    }

    @Override
    public void save(AppNumbers numbers) throws IOException {
        if (fullDisk) {
            throw new IOException("no space");
        }
        saved = numbers;
    }

    @Override
    public Optional<Path> place(AppName app) {
        return Optional.of(directory.resolve(app.text() + ".yaml"));
    }

    @Override
    public boolean write(AppName app, String text) {
        return files.putIfAbsent(app.text(), text) == null;
    }

    @Override
    public void takeBack(AppName app, String text) {
        files.remove(app.text(), text);
    }

    @Override
    public JournalEntry append(
            Moment at,
            String component,
            Optional<AppName> app,
            String event,
            String message,
            Map<String, String> data) {
        events.add(event + ": " + message);
        return new JournalEntry(1, 1, component, app, event, message, data);
    }

    @Override
    public List<JournalEntry> tail(Optional<AppName> app, int n) {
        return List.of();
    }

    @Override
    public Subscription subscribe(Optional<AppName> app, int n) {
        throw new UnsupportedOperationException("not read here");
    }

    @Override
    public Moment now() {
        return new Moment(Instant.EPOCH, 1);
    }

    @Override
    public String bootId() {
        return "boot";
    }
}
