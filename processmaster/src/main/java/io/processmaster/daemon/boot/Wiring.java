package io.processmaster.daemon.boot;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.schedule.JobTimes;
import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.adapter.admin.AdminEvents;
import io.processmaster.daemon.adapter.admin.AdminRunner;
import io.processmaster.daemon.adapter.cgroup.AdminCgroup2;
import io.processmaster.daemon.adapter.cgroup.Cgroup2Tree;
import io.processmaster.daemon.adapter.cgroup.MasterCgroup;
import io.processmaster.daemon.adapter.cgroup.MasterClaim;
import io.processmaster.daemon.adapter.definitions.DefinitionFiles;
import io.processmaster.daemon.adapter.definitions.NewDefinitionFiles;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.adapter.environment.LaunchEnvironment;
import io.processmaster.daemon.adapter.history.FileHistory;
import io.processmaster.daemon.adapter.host.OwnRuntime;
import io.processmaster.daemon.adapter.host.ProcHost;
import io.processmaster.daemon.adapter.journal.FileJournal;
import io.processmaster.daemon.adapter.kernel.EpollKernelWatch;
import io.processmaster.daemon.adapter.logs.AppLogFiles;
import io.processmaster.daemon.adapter.logs.AppLogReader;
import io.processmaster.daemon.adapter.posix.HostAccounts;
import io.processmaster.daemon.adapter.posix.HostTime;
import io.processmaster.daemon.adapter.posix.HostUsers;
import io.processmaster.daemon.adapter.posix.ProcessSetup;
import io.processmaster.daemon.adapter.process.LaunchHostReader;
import io.processmaster.daemon.adapter.process.LaunchProgram;
import io.processmaster.daemon.adapter.process.ProcPorts;
import io.processmaster.daemon.adapter.process.ProcTable;
import io.processmaster.daemon.adapter.process.TrampolineLauncher;
import io.processmaster.daemon.adapter.provision.DiskProvisioner;
import io.processmaster.daemon.adapter.rotation.DiskRotation;
import io.processmaster.daemon.adapter.state.FileNumberStore;
import io.processmaster.daemon.adapter.state.FileStateStore;
import io.processmaster.daemon.adapter.state.SingleInstance;
import io.processmaster.daemon.adapter.systemd.SdNotify;
import io.processmaster.daemon.control.AppRegistry;
import io.processmaster.daemon.control.ConsoleLog;
import io.processmaster.daemon.control.Controller;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.control.gauges.FleetGauges;
import io.processmaster.daemon.control.gauges.Gauges;
import io.processmaster.daemon.control.usage.UsageSampler;
import io.processmaster.daemon.core.launch.LaunchHost;
import io.processmaster.daemon.engine.NewsRelay;
import io.processmaster.daemon.engine.Ports;
import io.processmaster.daemon.engine.Supervisor;
import io.processmaster.daemon.port.ServiceManager;
import io.processmaster.daemon.rpc.Dispatcher;
import io.processmaster.daemon.rpc.RpcLimits;
import io.processmaster.daemon.rpc.RpcServer;
import io.processmaster.daemon.rpc.handler.Handlers;
import io.processmaster.daemon.rpc.socket.Listener;
import io.processmaster.daemon.rpc.socket.SocketPlace;
import io.processmaster.daemon.web.Sites;
import io.processmaster.daemon.web.WebConsole;
import io.processmaster.daemon.web.live.LiveSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place that knows every class: builds the daemon from its configuration, in the order in which parts need each other. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final int ROOT = 0;

    private final MasterSpec spec;
    private final Map<String, String> environment;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /**
     * Builds for {@code spec}.
     *
     * @param environment the daemon's own
     */
    Wiring(MasterSpec spec, Map<String, String> environment) {
        this.spec = spec;
        this.environment = environment;
    }

    /** Everything that runs, except for the socket, which opens last. */
    record Parts(
            Supervisor supervisor,
            Controller controller,
            Ports ports,
            FileStateStore state,
            DefinitionFiles definitions,
            AdminRunner admin,
            DiskProvisioner provisioner,
            Registry registry,
            UsageSampler usage,
            Gauges gauges,
            ServiceManager manager) {}

    Parts build(Consumer<Throwable> onFault) throws IOException {
        // Asked again when it is opened, but by then the apps are started.
        Listener.probe(socketPlace());
        HostTime time = HostTime.open();
        StateDirectory directory = StateDirectory.prepare(Path.of(spec.stateDirectory()), ROOT);
        later(SingleInstance.claim(directory, ProcessHandle.current().pid()));
        MasterCgroup master = MasterCgroup.prepare(spec.cgroup());
        open.push(master::removeIfEmpty);
        later(MasterClaim.claim(master.path()));
        AdminCgroup2 adminCgroup = new AdminCgroup2(master);
        open.push(adminCgroup::removeIfEmpty);
        FileJournal journal = later(FileJournal.open(directory.path(), time));
        ProcessSetup.raiseOpenFiles();
        ProcessSetup.keepExitsOfChildren();
        Cgroup2Tree cgroups = new Cgroup2Tree(master, directory.path());
        NewsRelay relay = new NewsRelay();
        EpollKernelWatch kernel = later(EpollKernelWatch.start(cgroups, relay));
        HostAccounts accounts = new HostAccounts();
        FileHistory history = FileHistory.open(directory);
        ProcTable processes = new ProcTable();
        LaunchHost launchHost = LaunchHostReader.read(launchProgram());
        TrampolineLauncher launcher = new TrampolineLauncher(launchHost, kernel);
        LaunchEnvironment environments = new LaunchEnvironment(environment);
        AppLogFiles logFiles = new AppLogFiles(accounts);
        Ports ports = new Ports(
                cgroups,
                kernel,
                launcher,
                processes,
                accounts,
                environments,
                logFiles,
                later(DiskRotation.open(
                        accounts, cgroups, kernel, directory, launchHost.tools().shell())),
                history,
                journal,
                time);
        FileStateStore state = new FileStateStore(directory, time);
        Supervisor supervisor = new Supervisor(ports, relay, JobTimes::of, state, onFault);
        kernel.whenSet(supervisor::clockWasSet);
        DiskProvisioner provisioner = later(new DiskProvisioner(time));
        DefinitionFiles definitions = new DefinitionFiles(
                spec.definitions(),
                ROOT,
                (app, event, message) -> journal.append(time.now(), "config", app, event, message, Map.of()));
        AdminRunner admin = new AdminRunner(
                spec.adminActions(),
                Path.of("").toAbsolutePath(),
                new AdminRunner.Parts(adminCgroup, launcher, kernel, accounts, environments),
                new AdminEvents(journal, time));
        UsageSampler usage = later(new UsageSampler(supervisor.fleet()::snapshot, cgroups::counters, logFiles, time));
        ServerInfo server = new ServerInfo(
                BuildInfo.current(), ProcessHandle.current().pid(), time.now().epochMillis());
        Controller controller = new Controller(new Controller.Parts(
                supervisor.fleet(),
                cgroups,
                processes,
                new ProcPorts(),
                new AppLogReader(accounts, time, ZoneId.systemDefault()),
                history,
                journal,
                definitions,
                admin,
                provisioner,
                usage,
                new ProcHost(),
                time,
                server));
        Registry registry = new AppRegistry(new AppRegistry.Parts(
                controller,
                supervisor.fleet(),
                new FileNumberStore(directory, time),
                new NewDefinitionFiles(spec.definitions(), ROOT),
                journal,
                time,
                spec.definitions().defaultUser()));
        Gauges gauges = new FleetGauges(
                new FleetGauges.Sources(supervisor.fleet()::snapshot, usage, journal, new OwnRuntime(), time, server));
        return new Parts(
                supervisor,
                controller,
                ports,
                state,
                definitions,
                admin,
                provisioner,
                registry,
                usage,
                gauges,
                manager());
    }

    /** The launcher of the daemon names it. */
    private Optional<String> launchProgram() throws IOException {
        Optional<String> named = Optional.ofNullable(System.getProperty("processmaster.launch"));
        Optional<LaunchProgram> program =
                named.isPresent() ? LaunchProgram.open(Path.of(named.get())) : Optional.empty();
        if (program.isEmpty()) {
            LOG.info(
                    "apps are launched through a chain of shells, which takes longer: {}",
                    named.filter(path -> !path.isEmpty())
                            .map(path -> path + " is not there, or may not be executed")
                            .orElse("this build has no pm-launch"));
            return Optional.empty();
        }
        return Optional.of(later(program.get()).path());
    }

    private ServiceManager manager() {
        return new SdNotify(
                variable("NOTIFY_SOCKET"),
                variable("WATCHDOG_USEC"),
                variable("WATCHDOG_PID"),
                ProcessHandle.current().pid());
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    void listen(Parts parts) throws IOException {
        Dispatcher dispatcher = new Dispatcher(Handlers.all(parts.controller()));
        later(RpcServer.open(socketPlace(), dispatcher, new HostUsers()::nameOf, RpcLimits.STANDARD));
        if (spec.console().isPresent()) {
            openConsole(spec.console().get(), dispatcher, parts);
        }
    }

    /** Supervising goes on whether or not it can be opened. */
    private void openConsole(ConsoleSpec console, Dispatcher dispatcher, Parts parts) {
        ConsoleLog log = new ConsoleLog(parts.ports().events(), parts.ports().time());
        try {
            WebConsole open = later(WebConsole.open(
                    console,
                    new WebConsole.Parts(
                            dispatcher,
                            parts.controller().serverInfo(),
                            Sites.of(sources(parts, console), console),
                            log)));
            LOG.info("console at {}", open.address());
        } catch (IOException e) {
            String why = "the web console is not available: " + e.getMessage()
                    + " (put that right, then restart the daemon; apps go on)";
            LOG.error("{}", why);
            log.unavailable(why);
        } catch (RuntimeException bug) {
            String why = "the web console is not available: a fault of the daemon, its log has more (apps go on)";
            LOG.error("{}", why, bug);
            log.unavailable(why);
        }
    }

    private Sites.Sources sources(Parts parts, ConsoleSpec console) {
        Controller controller = parts.controller();
        LiveSockets live = later(new LiveSockets(controller.live(), controller, console.allowCreate()));
        return new Sites.Sources(controller, parts.registry(), parts.gauges(), controller, live);
    }

    private SocketPlace socketPlace() throws IOException {
        HostUsers users = new HostUsers();
        return new SocketPlace(
                Path.of(spec.socket().path()),
                users.uid(spec.socket().owner()),
                users.gid(spec.socket().group()),
                spec.socket().mode());
    }

    private <T extends AutoCloseable> T later(T part) {
        open.push(part);
        return part;
    }

    /** Closes what was opened, in reverse order. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("closing {} failed: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
