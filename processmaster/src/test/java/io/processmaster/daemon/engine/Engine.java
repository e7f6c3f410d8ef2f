package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The engine with its own threads on a host in memory. */
final class Engine {
    private static final TimeSource TIME = new TimeSource() {
        @Override
        public Moment now() {
            return new Moment(Instant.now(), System.nanoTime());
        }

        @Override
        public String bootId() {
            return "boot";
        }
    };

    final FakeHost host;
    final FakeFiles files;
    final FakeRotation rotation = new FakeRotation();
    final RecordedEvents events = new RecordedEvents();
    final AtomicReference<Throwable> fault = new AtomicReference<>();
    final Supervisor supervisor;

    private Engine(FakeHost host, FakeFiles files) {
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
                TIME);
        supervisor = new Supervisor(ports, relay, files, fault::set);
    }

    /** On a new host. */
    static Engine boot(AppSpec... apps) throws IOException {
        return boot(new FakeHost(), new FakeFiles(), apps);
    }

    /** On a host where something may have happened before. */
    static Engine boot(FakeHost host, FakeFiles files, AppSpec... apps) throws IOException {
        Engine engine = new Engine(host, files);
        engine.supervisor.adopt(files.load().fleet(), definitions(apps), true);
        return engine;
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
