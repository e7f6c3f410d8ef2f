package io.processmaster.daemon.boot;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.adapter.posix.HostSignals;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.port.DefinitionSource;
import io.processmaster.daemon.port.ServiceManager;
import io.processmaster.daemon.port.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the daemon: up, serving until a signal ends it, down. */
final class Daemon {
    /** A fault that only a bug can cause; systemd restarts the daemon, adoption recovers. */
    static final int EXIT_FAULT = 70;

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    /** Threads without which the daemon would seem to live and no longer do its work; the loop tells of its own end. */
    private static final Set<String> VITAL =
            Set.of("pm-kernel", "pm-state", "pm-journal", "pm-rotation", "pm-log-watch", "pm-rpc-accept");

    private final MasterSpec spec;
    private final Wiring wiring;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicBoolean leaving = new AtomicBoolean();
    private Wiring.Parts parts;

    Daemon(MasterSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
    }

    void run() throws StartFailure, InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(Daemon::threadDied);
        try {
            start();
        } catch (IOException e) {
            throw new StartFailure(e.getMessage());
        }
        ending.await();
        try {
            stop();
        } catch (RuntimeException | Error bug) {
            // What is half stopped is not closed, which could wait for ever: apps are safer with the next daemon.
            fault(bug);
        }
    }

    private void start() throws IOException, StartFailure {
        parts = wiring.build(Daemon::fault);
        DefinitionSource.Loaded loaded = parts.definitions().load(DefinitionSource.Purpose.APPLY);
        if (!loaded.usable()) {
            throw new StartFailure(loaded.warnings().stream()
                    .map(DefinitionSource.Warning::text)
                    .collect(Collectors.joining("\n")));
        }
        // From here on apps may be started: a signal has to end them in good order.
        HostSignals.on(Signal.TERM, ending::countDown);
        HostSignals.on(Signal.INT, ending::countDown);
        HostSignals.on(Signal.USR1, this::leave);
        HostSignals.on(Signal.HUP, this::reload);
        String build = "processmaster " + BuildInfo.current().words();
        LOG.info("{}, configuration {}", build, spec.sourceFile());
        event("daemon_started", build + " started with " + spec.sourceFile());
        parts.admin().adopt();
        loaded.warnings().forEach(warning -> warn(warning.text()));
        StateStore.Loaded saved = parts.state().load();
        saved.problem().ifPresent(problem -> {
            LOG.warn("{}", problem);
            event("state_damaged", problem);
        });
        Set<AppName> held = parts.controller().unprovisioned(loaded.definitions());
        parts.supervisor().adopt(saved.fleet(), loaded.definitions(), held, spec.restoreStopped());
        wiring.listen(parts);
        if (spec.console().isPresent()) {
            parts.usage().start();
        }
        parts.manager().ready(summary());
        watchdog(parts.manager());
        LOG.info("ready, socket {}", spec.socket().path());
        inBackground("pm-settling", this::settle);
        if (!held.isEmpty()) {
            inBackground("pm-held-back", this::loadHeldBack);
        }
    }

    private void settle() {
        OwnClasses.load(spec.console().isPresent(), ClassArchive.ofThisProcess());
        Settling.await(ending);
    }

    private void warn(String problem) {
        LOG.warn("{}", problem);
        event("definition_bad", problem);
    }

    private void event(String event, String message) {
        parts.ports().events().append(parts.ports().time().now(), "daemon", Optional.empty(), event, message, Map.of());
    }

    private String summary() {
        int apps = parts.supervisor().fleet().snapshot().apps().size();
        return apps == 1 ? "1 app" : apps + " apps";
    }

    private void watchdog(ServiceManager manager) {
        Optional<Duration> interval = manager.watchdogInterval();
        if (interval.isEmpty()) {
            return;
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "pm-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        long period = interval.get().toNanos() / 2;
        // Sent from the loop's own thread: a loop that hangs is not alive.
        var unused = clock.scheduleAtFixedRate(
                () -> parts.supervisor().onLoop(manager::ping), 0, period, TimeUnit.NANOSECONDS);
    }

    /** Makes way for the next daemon: this end is not that of the apps, whatever the configuration says. */
    private void leave() {
        leaving.set(true);
        ending.countDown();
    }

    private void reload() {
        inBackground("pm-reload", this::reloadNow);
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What is wrong with the files was told already, and provisioning tells its own. */
    private void loadHeldBack() {
        try {
            parts.controller().loadHeldBack();
        } catch (Refused e) {
            LOG.warn("loading what was held back: {}", e.getMessage());
            event("reload_refused", e.getMessage());
        }
    }

    private void reloadNow() {
        parts.manager().reloading(parts.ports().time().now());
        try {
            parts.controller()
                    .update(new Actor("SIGHUP", 0), false, false)
                    .warnings()
                    .forEach(w -> LOG.warn("{}:{}:{}: {}", w.file(), w.line(), w.column(), w.message()));
        } catch (Refused e) {
            LOG.warn("reload: {}", e.getMessage());
            event("reload_refused", e.getMessage());
        }
        parts.manager().ready(summary());
    }

    private void stop() throws InterruptedException {
        boolean stopApps = spec.onShutdown() == MasterSpec.OnShutdown.STOP && !leaving.get();
        parts.manager().stopping(stopApps ? "stopping the apps" : "leaving the apps running");
        LOG.info(stopApps ? "stopping the apps" : "leaving the apps running");
        event("daemon_stopping", stopApps ? "stopping the apps" : "leaving the apps running");
        // A request that waits for it is answered then, and the socket can close.
        parts.provisioner().close();
        parts.supervisor().shutDown(stopApps);
        event("daemon_stopped", "ended in good order");
    }

    private static void threadDied(Thread thread, Throwable fault) {
        if (VITAL.contains(thread.getName())) {
            fault(fault);
        } else {
            LOG.error("thread {} ended by a bug", thread.getName(), fault);
        }
    }

    static void fault(Throwable fault) {
        try {
            LOG.error("{} failed by a bug; ending so that the next daemon can adopt the apps", threadName(), fault);
        } finally {
            Runtime.getRuntime().halt(EXIT_FAULT);
        }
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }
}
