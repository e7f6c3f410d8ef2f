package io.processmaster.daemon.control;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.ProvisioningEntry;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.port.DefinitionSource;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.Provisioner;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has the files of apps provisioned before their definitions are taken into force; one load at a time. */
final class Provisioning {
    /** How long a load waits for all of it; what takes longer is loaded when it is done. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String FAILED = "provisioning failed: ";
    private static final String AGAIN = " (then: pmctl update)";

    private final Provisioner provisioner;
    private final ProvisioningNotes notes;
    private final Runnable whenLate;
    private final Duration patience;
    private final Map<AppName, List<ProvisioningEntry>> told = new HashMap<>();
    private final Map<AppName, Begun> begun = new HashMap<>();

    /** What is under way for an app; late once a load has given up waiting for it. */
    private record Begun(CompletableFuture<Provisioner.Result> result, boolean isLate) {}

    /**
     * Works with {@code provisioner}.
     *
     * @param whenLate called on any thread when something has been done that no load waits for any more
     * @param patience how long a load waits
     */
    Provisioning(Provisioner provisioner, EventLog events, TimeSource time, Runnable whenLate, Duration patience) {
        this.provisioner = provisioner;
        this.notes = new ProvisioningNotes(events, time);
        this.whenLate = whenLate;
        this.patience = patience;
    }

    /** The apps that cannot be loaded before something is done; changes nothing. */
    Set<AppName> pending(Definitions definitions) {
        Set<AppName> pending = new TreeSet<>();
        for (AppSpec spec : definitions.specs().values()) {
            try {
                if (provisioner.need(spec) == Provisioner.Need.PROVISION) {
                    pending.add(spec.name());
                }
            } catch (IOException e) {
                // Told when it is tried.
                pending.add(spec.name());
            }
        }
        return pending;
    }

    /**
     * Provisions what has to be; an app for which that fails, or is not done in time, is broken in what is returned, and
     * there is a warning.
     */
    DefinitionSource.Loaded carryOut(DefinitionSource.Loaded loaded) throws InterruptedException {
        Map<AppName, String> problems = new TreeMap<>();
        Set<AppName> waiting = new TreeSet<>();
        for (AppSpec spec : loaded.definitions().specs().values()) {
            try {
                switch (provisioner.need(spec)) {
                    case NOTHING, DONE -> {
                        told.remove(spec.name());
                        begun.remove(spec.name());
                    }
                    case DONE_DIFFERENTLY -> tellChange(spec);
                    case PROVISION -> {
                        begin(spec);
                        waiting.add(spec.name());
                    }
                }
            } catch (IOException e) {
                problems.put(spec.name(), FAILED + e.getMessage() + AGAIN);
                notes.failed(spec.name(), e.getMessage());
            }
        }
        await(waiting, problems);
        return problems.isEmpty() ? loaded : without(loaded, problems);
    }

    private void begin(AppSpec spec) {
        AppName app = spec.name();
        CompletableFuture<Provisioner.Result> result = provisioner.provision(spec);
        if (begun.containsKey(app) && begun.get(app).result() == result) {
            return;
        }
        begun.put(app, new Begun(result, false));
        int count = spec.provisioning().size();
        String entries = count + (count == 1 ? " entry" : " entries");
        notes.started(app, entries + " in " + spec.process().workingDirectory());
        var unused = result.thenAccept(end -> {
            if (end.done()) {
                notes.done(app, end.message());
            } else {
                notes.failed(app, end.message());
            }
        });
    }

    private void await(Set<AppName> waiting, Map<AppName, String> problems) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (AppName app : waiting) {
            Begun job = begun.get(app);
            // Nobody waits twice for the same: a file system that does not answer would delay every load.
            long left = job.isLate() ? 0 : Math.max(0, deadline - System.nanoTime());
            try {
                Provisioner.Result end = job.result().get(left, TimeUnit.NANOSECONDS);
                begun.remove(app);
                if (!end.done()) {
                    problems.put(app, FAILED + end.message() + AGAIN);
                }
            } catch (TimeoutException e) {
                problems.put(app, "provisioning is not done yet; the definition is loaded once it is");
                if (!job.isLate()) {
                    begun.put(app, new Begun(job.result(), true));
                    var unused = job.result().thenAccept(this::cameLate);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void cameLate(Provisioner.Result end) {
        if (end.done()) {
            whenLate.run();
        }
    }

    private void tellChange(AppSpec spec) {
        if (!spec.provisioning().equals(told.put(spec.name(), spec.provisioning()))) {
            notes.changed(
                    spec.name(),
                    "the list of entries is not the one that was carried out; nothing is done (to have it done: rm "
                            + Provisioner.marker(spec) + ", then pmctl update)");
        }
    }

    private static DefinitionSource.Loaded without(DefinitionSource.Loaded loaded, Map<AppName, String> problems) {
        Map<AppName, AppSpec> specs = new TreeMap<>(loaded.definitions().specs());
        Map<AppName, List<String>> broken = new TreeMap<>(loaded.definitions().broken());
        List<DefinitionSource.Warning> warnings = new ArrayList<>(loaded.warnings());
        problems.forEach((app, problem) -> {
            String file = specs.remove(app).sourceFile();
            String text = file + ": " + problem;
            broken.put(app, List.of(text));
            warnings.add(new DefinitionSource.Warning(file, 0, 0, problem, text));
        });
        return new DefinitionSource.Loaded(new Definitions(specs, broken), warnings, loaded.usable());
    }
}
