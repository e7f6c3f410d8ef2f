package io.processmaster.daemon.control;

import io.processmaster.common.api.ConfigWarning;
import io.processmaster.common.api.PlanChange;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.plan.Reconcile;
import io.processmaster.daemon.port.DefinitionSource;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.Fleet;
import io.processmaster.daemon.port.Provisioner;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads definitions, one reload at a time. */
final class Updates {
    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);
    private static final long APPLY_SECONDS = 60;

    private final Fleet fleet;
    private final DefinitionSource source;
    private final Provisioning provisioning;
    private final Object oneAtATime = new Object();

    Updates(Fleet fleet, DefinitionSource source, Provisioner provisioner, EventLog events, TimeSource time) {
        this.fleet = fleet;
        this.source = source;
        this.provisioning = new Provisioning(provisioner, events, time, this::loadLate, Provisioning.PATIENCE);
    }

    /** The apps that the daemon must not load before they are provisioned; changes nothing. */
    Set<AppName> unprovisioned(Definitions definitions) {
        return provisioning.pending(definitions);
    }

    UpdateReport update(boolean dryRun, boolean strict, String why) throws Refused {
        synchronized (oneAtATime) {
            if (strict && !dryRun) {
                // Nothing may be regenerated for an update that is refused.
                load(DefinitionSource.Purpose.LOOK, true);
            }
            DefinitionSource.Loaded loaded =
                    load(dryRun ? DefinitionSource.Purpose.LOOK : DefinitionSource.Purpose.APPLY, strict);
            if (!dryRun) {
                loaded = provision(loaded);
                if (strict && !loaded.warnings().isEmpty()) {
                    throw refused(warnings(loaded));
                }
            }
            List<Change> changes =
                    dryRun ? Reconcile.plan(fleet.snapshot().apps(), loaded.definitions()) : define(loaded, why);
            return new UpdateReport(
                    changes.stream()
                            .map(c -> new PlanChange(c.app().text(), c.action().text(), c.keys()))
                            .toList(),
                    warnings(loaded));
        }
    }

    private DefinitionSource.Loaded provision(DefinitionSource.Loaded loaded) throws Refused {
        try {
            return provisioning.carryOut(loaded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(ErrorKind.SHUTTING_DOWN, "the daemon is shutting down");
        }
    }

    /** Not on the thread that provisioned: that has other apps to do. */
    private void loadLate() {
        Thread thread = new Thread(
                () -> {
                    try {
                        update(false, false, "provisioned");
                    } catch (Refused e) {
                        LOG.warn("after provisioning: {}", e.getMessage());
                    }
                },
                "pm-provisioned");
        thread.setDaemon(true);
        thread.start();
    }

    private DefinitionSource.Loaded load(DefinitionSource.Purpose purpose, boolean strict) throws Refused {
        DefinitionSource.Loaded loaded = source.load(purpose);
        if (!loaded.usable() || (strict && !loaded.warnings().isEmpty())) {
            throw refused(warnings(loaded));
        }
        return loaded;
    }

    private static List<ConfigWarning> warnings(DefinitionSource.Loaded loaded) {
        return loaded.warnings().stream()
                .map(w -> new ConfigWarning(w.file(), w.line(), w.column(), w.message()))
                .toList();
    }

    private static Refused refused(List<ConfigWarning> warnings) {
        int count = warnings.size();
        return new Refused(
                ErrorKind.BAD_CONFIG,
                "nothing was applied: the definitions have " + count + (count == 1 ? " problem" : " problems"),
                JsonObject.builder()
                        .put("warnings", JsonArray.of(warnings, ConfigWarning::toJson))
                        .build());
    }

    private List<Change> define(DefinitionSource.Loaded loaded, String why) throws Refused {
        try {
            return fleet.define(loaded.definitions(), why).get(APPLY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Refused(
                    ErrorKind.BUSY,
                    "cannot apply the definitions: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new Refused(ErrorKind.TIMEOUT, "the definitions are being applied, but it takes long (pmctl events)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(ErrorKind.SHUTTING_DOWN, "the daemon is shutting down");
        }
    }

    /** Writes the file, then takes it into force; the file is the will. */
    void switchTo(AppView app, boolean enabled, String why) throws Refused {
        synchronized (oneAtATime) {
            try {
                source.writeEnabled(app.spec().sourceFile(), enabled);
            } catch (IOException e) {
                String what = enabled ? "enable " : "disable ";
                throw new Refused(
                        ErrorKind.IO_FAILED, "cannot " + what + app.spec().name() + ": " + e.getMessage());
            }
        }
        UpdateReport report = update(false, false, why);
        Optional<ConfigWarning> bad = report.warnings().stream()
                .filter(warning -> warning.file().equals(app.spec().sourceFile()))
                .findFirst();
        if (enabled && bad.isPresent()) {
            throw new Refused(
                    ErrorKind.BAD_CONFIG,
                    "enabled, but not loaded and not started: " + app.spec().name() + ": "
                            + bad.get().message());
        }
    }
}
