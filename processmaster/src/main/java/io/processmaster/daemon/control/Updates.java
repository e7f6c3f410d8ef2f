package io.processmaster.daemon.control;

import io.processmaster.common.api.ConfigWarning;
import io.processmaster.common.api.PlanChange;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Reconcile;
import io.processmaster.daemon.port.DefinitionSource;
import io.processmaster.daemon.port.Fleet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reloads definitions, one reload at a time. */
final class Updates {
    private static final long APPLY_SECONDS = 60;

    private final Fleet fleet;
    private final DefinitionSource source;
    private final Object oneAtATime = new Object();

    Updates(Fleet fleet, DefinitionSource source) {
        this.fleet = fleet;
        this.source = source;
    }

    UpdateReport update(boolean dryRun, boolean strict, String why) throws Refused {
        synchronized (oneAtATime) {
            if (strict && !dryRun) {
                // Nothing may be regenerated for an update that is refused.
                load(DefinitionSource.Purpose.LOOK, true);
            }
            DefinitionSource.Loaded loaded =
                    load(dryRun ? DefinitionSource.Purpose.LOOK : DefinitionSource.Purpose.APPLY, strict);
            List<Change> changes =
                    dryRun ? Reconcile.plan(fleet.snapshot().apps(), loaded.definitions()) : define(loaded, why);
            return new UpdateReport(
                    changes.stream()
                            .map(c -> new PlanChange(c.app().text(), c.action().text(), c.keys()))
                            .toList(),
                    warnings(loaded));
        }
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
        update(false, false, why);
    }
}
