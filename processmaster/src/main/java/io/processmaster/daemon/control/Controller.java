package io.processmaster.daemon.control;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AdminEntry;
import io.processmaster.common.api.AdminStarted;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.DefinitionReport;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.LogChunk;
import io.processmaster.common.api.LogText;
import io.processmaster.common.api.PerfReport;
import io.processmaster.common.api.PortsReport;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.api.UsageReport;
import io.processmaster.common.api.WhyReport;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.control.usage.UsageSampler;
import io.processmaster.daemon.core.app.AppState;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.port.AdminActions;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.DefinitionSource;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.Fleet;
import io.processmaster.daemon.port.HostFigures;
import io.processmaster.daemon.port.LogReader;
import io.processmaster.daemon.port.OpenPorts;
import io.processmaster.daemon.port.ProcessTable;
import io.processmaster.daemon.port.Provisioner;
import io.processmaster.daemon.port.RunHistory;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The use cases: turns what a person asks into commands for the fleet, and what the fleet is into answers. */
public final class Controller implements ControlApi, LogExport {
    // A launch that takes longer than this goes on, but nobody waits for it any more.
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    // Beyond the grace period: the kill, the confirmation that it did not work, and the news of it.
    private static final Duration STOP_SLACK = Duration.ofSeconds(20);

    private final Parts parts;
    private final Actions actions;
    private final AppStatuses statuses;
    private final Updates updates;
    private final Follows follows;
    private final Audit audit;
    private final Admins admins;
    private final Hosts hosts;
    private final Insights insights;

    /**
     * What the use cases need.
     *
     * @param fleet the apps
     * @param cgroups for figures
     * @param processes for the names of processes
     * @param ports for the sockets of processes
     * @param logs for viewing
     * @param history finished runs
     * @param events the journal
     * @param definitions the files
     * @param admin the operator's own commands
     * @param provisioner prepares the files of apps
     * @param usage what the apps used
     * @param host figures of the whole host
     * @param time both clocks
     * @param server which daemon this is
     */
    public record Parts(
            Fleet fleet,
            CgroupTree cgroups,
            ProcessTable processes,
            OpenPorts ports,
            LogReader logs,
            RunHistory history,
            EventLog events,
            DefinitionSource definitions,
            AdminActions admin,
            Provisioner provisioner,
            UsageSampler usage,
            HostFigures host,
            TimeSource time,
            ServerInfo server) {}

    /** Works on {@code parts}. */
    public Controller(Parts parts) {
        this.parts = parts;
        this.actions = new Actions(parts.fleet());
        this.statuses = new AppStatuses(parts.cgroups(), parts.logs(), parts.provisioner(), parts.time());
        this.updates =
                new Updates(parts.fleet(), parts.definitions(), parts.provisioner(), parts.events(), parts.time());
        this.follows = new Follows(parts.logs(), parts.events());
        this.audit = new Audit(parts.events(), parts.time());
        this.admins = new Admins(parts.admin(), audit);
        this.hosts = new Hosts(parts.host(), parts.time());
        this.insights = new Insights(parts.cgroups(), parts.ports());
    }

    @Override
    public List<AppStatus> status(List<String> names) throws Refused {
        return views(names).stream().map(statuses::of).toList();
    }

    @Override
    public List<AppStatus> brief(List<String> names) throws Refused {
        return views(names).stream().map(statuses::brief).toList();
    }

    private List<AppView> views(List<String> names) throws Refused {
        return names.isEmpty() ? parts.fleet().snapshot().apps() : actions.resolve(names);
    }

    @Override
    public List<ActionResult> start(Actor actor, List<String> names, StartOptions options) throws Refused {
        String why = "started by " + actor.name();
        Duration limit = options.readyWithin().orElse(START_LIMIT);
        return act(
                actor,
                "start",
                names,
                options.force(),
                limit,
                (app, cause) ->
                        app.spec().job().isPresent() && options.readyWithin().isPresent()
                                ? parts.fleet().run(app.spec().name(), cause, why)
                                : parts.fleet().start(app.spec().name(), cause, why));
    }

    @Override
    public List<ActionResult> restart(Actor actor, List<String> names, boolean force) throws Refused {
        String why = "restarted by " + actor.name();
        Duration limit = START_LIMIT.plus(longestGrace(actions.resolveServices(names)));
        return act(actor, "restart", names, force, limit, (app, cause) -> parts.fleet()
                .restart(app.spec().name(), cause, why));
    }

    private interface Starting {
        CompletableFuture<Outcome> begin(AppView app, StartCause cause);
    }

    private List<ActionResult> act(
            Actor actor, String what, List<String> names, boolean force, Duration limit, Starting starting)
            throws Refused {
        List<AppView> allowed = new ArrayList<>();
        List<ActionResult> results = new ArrayList<>();
        boolean all = names.contains(Actions.ALL);
        for (AppView app : actions.resolveServices(names)) {
            if (app.spec().enabled() || force) {
                allowed.add(app);
            } else if (!all || names.contains(app.spec().name().text())) {
                results.add(ActionResult.failed(
                        app.spec().name().text(),
                        ErrorKind.DISABLED.wireName(),
                        "disabled in " + app.spec().sourceFile() + " (pmctl enable, or --force)"));
            }
        }
        audit.requested(actor, what, names);
        results.addAll(actions.each(
                allowed,
                app -> starting.begin(app, app.spec().enabled() ? StartCause.PERSON : StartCause.PERSON_BY_FORCE),
                limit));
        results.sort(Comparator.comparing(ActionResult::application));
        return results;
    }

    @Override
    public List<ActionResult> stop(Actor actor, List<String> names) throws Refused {
        List<AppView> apps = actions.resolveServices(names);
        audit.requested(actor, "stop", names);
        return stop(apps, StopCause.PERSON, "stopped by " + actor.name());
    }

    private List<ActionResult> stop(List<AppView> apps, StopCause cause, String why) {
        return actions.each(
                apps,
                app -> parts.fleet().stop(app.spec().name(), cause, why),
                longestGrace(apps).plus(STOP_SLACK));
    }

    private static Duration longestGrace(List<AppView> apps) {
        return apps.stream()
                .map(app -> app.spec().stop().grace())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public UpdateReport update(Actor actor, boolean dryRun, boolean strict) throws Refused {
        if (!dryRun) {
            audit.requested(actor, "update", List.of());
        }
        return updates.update(dryRun, strict, "update by " + actor.name());
    }

    /** The apps that must be provisioned before they are loaded; changes nothing. */
    public Set<AppName> unprovisioned(Definitions definitions) {
        return updates.unprovisioned(definitions);
    }

    /** Provisions what the start of the daemon held back, and takes the definitions into force. */
    public UpdateReport loadHeldBack() throws Refused {
        return updates.update(false, false, "provisioned at the start of the daemon");
    }

    @Override
    public List<ActionResult> enable(Actor actor, String name) throws Refused {
        AppView app = actions.one(name);
        audit.requested(actor, "enable", List.of(name));
        updates.switchTo(app, true, "enabled by " + actor.name());
        AppView enabled = actions.one(name);
        if (enabled.spec().job().isPresent()) {
            return List.of(ActionResult.done(name, "enabled", Jobs.enabled(enabled)));
        }
        return actions.each(
                List.of(app),
                a -> parts.fleet().start(a.spec().name(), StartCause.PERSON, "enabled by " + actor.name()),
                START_LIMIT);
    }

    @Override
    public List<ActionResult> disable(Actor actor, String name) throws Refused {
        AppView app = actions.one(name);
        audit.requested(actor, "disable", List.of(name));
        updates.switchTo(app, false, "disabled by " + actor.name());
        return stop(List.of(app), StopCause.DISABLED, "disabled by " + actor.name());
    }

    @Override
    public List<ActionResult> pause(Actor actor, List<String> names) throws Refused {
        return freeze(actor, names, true);
    }

    @Override
    public List<ActionResult> resume(Actor actor, List<String> names) throws Refused {
        return freeze(actor, names, false);
    }

    private List<ActionResult> freeze(Actor actor, List<String> names, boolean pause) throws Refused {
        List<AppView> apps = actions.resolve(names);
        audit.requested(actor, pause ? "pause" : "resume", names);
        String why = (pause ? "paused by " : "resumed by ") + actor.name();
        return actions.each(apps, app -> parts.fleet().pause(app.spec().name(), pause, why), START_LIMIT);
    }

    @Override
    public List<ActionResult> signal(Actor actor, String name, Signal signal) throws Refused {
        AppView app = actions.one(name);
        String why = "sent by " + actor.name();
        audit.requested(actor, "signal", List.of(name, signal.fullName()));
        return actions.each(List.of(app), a -> parts.fleet().signal(a.spec().name(), signal, why), START_LIMIT);
    }

    @Override
    public List<LogText> logs(LogQuery query) throws Refused {
        List<AppView> apps = query.app().isPresent()
                ? List.of(actions.one(query.app().get()))
                : parts.fleet().snapshot().apps();
        return follows.tail(apps, query);
    }

    @Override
    public List<EventEntry> events(Optional<String> name, int n) throws Refused {
        return follows.events(known(name), n);
    }

    private Optional<AppName> known(Optional<String> name) throws Refused {
        return name.isPresent() ? Optional.of(actions.one(name.get()).spec().name()) : Optional.empty();
    }

    @Override
    public List<RunRecord> history(String name, int n) throws Refused {
        AppView app = actions.one(name);
        try {
            return parts.history().newest(app.spec().name(), n).stream()
                    .map(run -> Runs.of(app.spec().name(), run))
                    .toList();
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot read the history of " + name + ": " + e.getMessage());
        }
    }

    @Override
    public WhyReport why(String name) throws Refused {
        AppView app = actions.one(name);
        try {
            return Whys.of(
                    app,
                    parts.history().newest(app.spec().name(), 1).stream().findFirst(),
                    stuck(app),
                    Jobs.lately(app, parts.events()),
                    parts.time().now());
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot say why about " + name + ": " + e.getMessage());
        }
    }

    private List<String> stuck(AppView app) throws IOException {
        if (!(app.life().state() instanceof AppState.Stopping)) {
            return List.of();
        }
        List<String> processes = new ArrayList<>();
        for (int pid : parts.cgroups().pids(app.spec().name())) {
            parts.processes().describe(pid).ifPresent(words -> processes.add("process " + pid + " " + words));
        }
        return processes;
    }

    @Override
    public PerfReport perf(String name) throws Refused {
        AppView app = actions.one(name);
        if (app.life().facts().isEmpty()) {
            throw new Refused(ErrorKind.NOT_RUNNING, "cannot measure " + name + ": it does not run");
        }
        try {
            return new PerfReport(
                    name,
                    parts.cgroups().path(app.spec().name()),
                    Figures.of(parts.cgroups().figures(app.spec().name())));
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot measure " + name + ": " + e.getMessage());
        }
    }

    @Override
    public UsageReport usage(String name) throws Refused {
        return parts.usage().report(actions.one(name).spec().name());
    }

    @Override
    public DefinitionReport definition(String name) throws Refused {
        return Insights.definition(actions.one(name));
    }

    @Override
    public PortsReport ports(String name) throws Refused {
        return insights.ports(actions.one(name));
    }

    @Override
    public List<AdminEntry> adminList() {
        return admins.list();
    }

    @Override
    public List<Integer> adminPs() throws Refused {
        return admins.pids();
    }

    @Override
    public AdminStarted adminRun(Actor actor, String id) throws Refused {
        return admins.run(actor, id);
    }

    @Override
    public int adminKill(Actor actor) throws Refused {
        return admins.kill(actor);
    }

    @Override
    public ServerInfo serverInfo() {
        return parts.server();
    }

    @Override
    public SystemReport system() throws Refused {
        return hosts.report();
    }

    @Override
    public void followLogs(LogQuery query, FollowSink<LogChunk> sink) throws Refused {
        List<AppView> apps = query.app().isPresent()
                ? List.of(actions.one(query.app().get()))
                : parts.fleet().snapshot().apps();
        follows.follow(apps, query, sink);
    }

    @Override
    public void followEvents(Optional<String> name, int n, FollowSink<EventEntry> sink) throws Refused {
        follows.follow(known(name), n, sink);
    }

    @Override
    public LogCopy copy(String name, String file) throws Refused {
        AppView app = actions.one(name);
        return new LogCopies(parts.logs()).of(app, follows.declared(app, file));
    }

    /** What goes on, for those who show it; each has feeds of its own. */
    public LiveApi live() {
        return new LiveViews(parts, this::system);
    }
}
