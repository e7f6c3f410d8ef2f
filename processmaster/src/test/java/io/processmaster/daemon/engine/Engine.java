package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.schedule.FireTimes;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.JobSpec;
import io.processmaster.daemon.EverySeconds;
import io.processmaster.daemon.RecordedEvents;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.Fleet;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The engine with its own threads on a host in memory. */
final class Engine {
    /** Clocks of which a test can set one. */
    static final class Clock implements TimeSource {
        private volatile Duration ahead = Duration.ZERO;

        /** Sets the wall clock, as seen from now. */
        void leap(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Moment now() {
            return new Moment(Instant.now().plus(ahead), System.nanoTime());
        }

        @Override
        public String bootId() {
            return "boot";
        }
    }

    final FakeHost host;
    final FakeFiles files;
    final FakeRotation rotation = new FakeRotation();
    final RecordedEvents events = new RecordedEvents();
    final AtomicReference<Throwable> fault = new AtomicReference<>();
    final Supervisor supervisor;

    final Clock clock;

    private Engine(FakeHost host, FakeFiles files, Clock clock) {
        this.clock = clock;
        this.host = host;
        this.files = files;
        NewsRelay relay = new NewsRelay();
        host.reportTo(relay);
        Identity nobody = new Identity(65_534, 65_534, List.of(), "nobody", "/", "/bin/sh");
        Ports ports = new Ports(
                host,
                host,
                host,
                host,
                process -> nobody,
                (process, identity) -> List.of(),
                files,
                rotation,
                files,
                events,
                clock);
        supervisor = new Supervisor(ports, relay, Engine::fireTimes, files, fault::set);
    }

    /** On a new host. */
    static Engine boot(AppSpec... apps) throws IOException {
        return boot(new FakeHost(), new FakeFiles(), apps);
    }

    /** On a host where something may have happened before. */
    static Engine boot(FakeHost host, FakeFiles files, AppSpec... apps) throws IOException {
        return boot(host, files, new Clock(), Set.of(), apps);
    }

    /** The same at another time. */
    static Engine boot(FakeHost host, FakeFiles files, Clock clock, AppSpec... apps) throws IOException {
        return boot(host, files, clock, Set.of(), apps);
    }

    /** The same, with apps that are held back. */
    static Engine boot(FakeHost host, FakeFiles files, Set<AppName> held, AppSpec... apps) throws IOException {
        return boot(host, files, new Clock(), held, apps);
    }

    /** The same, with definitions of which some may be bad. */
    static Engine boot(FakeHost host, FakeFiles files, Definitions definitions) throws IOException {
        Engine engine = new Engine(host, files, new Clock());
        engine.supervisor.adopt(files.load().fleet(), definitions, Set.of(), true);
        return engine;
    }

    /** The same, with all of it. */
    static Engine boot(FakeHost host, FakeFiles files, Clock clock, Set<AppName> held, AppSpec... apps)
            throws IOException {
        Engine engine = new Engine(host, files, clock);
        engine.supervisor.adopt(files.load().fleet(), definitions(apps), held, true);
        return engine;
    }

    private static FireTimes fireTimes(JobSpec job) {
        return new EverySeconds(Long.parseLong(job.schedule()));
    }

    static Definitions definitions(AppSpec... apps) {
        Map<AppName, AppSpec> specs = new TreeMap<>();
        for (AppSpec app : apps) {
            specs.put(app.name(), app);
        }
        return new Definitions(specs, Map.of());
    }

    Fleet fleet() {
        return supervisor.fleet();
    }

    Outcome start(AppName app) {
        return answer(fleet().start(app, StartCause.PERSON, "started by ann"));
    }

    Outcome stop(AppName app) {
        return answer(fleet().stop(app, StopCause.PERSON, "stopped by ann"));
    }

    Outcome restart(AppName app) {
        return answer(fleet().restart(app, StartCause.PERSON, "restarted by ann"));
    }

    List<Change> define(AppSpec... apps) {
        return answer(fleet().define(definitions(apps), "update by ann"));
    }

    AppLife life(AppName app) {
        return fleet().snapshot().find(app).orElseThrow().life();
    }

    static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        } catch (ExecutionException e) {
            throw new AssertionError("no good answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
