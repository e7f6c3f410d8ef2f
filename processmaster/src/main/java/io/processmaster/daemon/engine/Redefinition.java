package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.app.AppEvent;
import io.processmaster.daemon.core.app.AppLife;
import io.processmaster.daemon.core.app.StartCause;
import io.processmaster.daemon.core.app.StopCause;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.plan.Change;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.core.plan.Reconcile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes new definitions into force; belongs to the loop. */
final class Redefinition {
    private final SupervisorLoop loop;

    Redefinition(SupervisorLoop loop) {
        this.loop = loop;
    }

    List<Change> apply(Definitions definitions, String why) {
        loop.takeBack(definitions);
        List<AppView> fleet = new ArrayList<>();
        for (AppCell cell : loop.cells()) {
            if (!cell.isRemoved()) {
                fleet.add(cell.view());
            }
        }
        List<Change> changes = Reconcile.plan(fleet, definitions);
        for (Change change : changes) {
            AppSpec spec = definitions.specs().get(change.app());
            if (spec != null) {
                kept(change, spec, why);
            } else if (change.action() == Change.Action.STOP) {
                removed(change.app(), why);
            }
        }
        definitions.broken().forEach((app, problems) -> loop.cell(app).ifPresent(cell -> broken(cell, problems)));
        loop.touch();
        return changes;
    }

    private void kept(Change change, AppSpec spec, String why) {
        AppName app = change.app();
        Optional<AppCell> known = loop.cell(app);
        AppCell cell = known.orElseGet(
                () -> loop.add(spec, AppLife.unborn(loop.ports().time().now(), "never started")));
        Optional<AppSpec> before = known.map(AppCell::spec);
        boolean limits = cell.isHeld() || !cell.spec().resources().equals(spec.resources());
        cell.define(spec);
        loop.rotations().define(spec);
        cell.brokenBy(List.of());
        if (!change.keys().isEmpty()) {
            loop.note(
                    "config",
                    app,
                    "definition_changed",
                    change.action().text() + ": " + String.join(", ", change.keys()));
        }
        loop.schedules().redefined(cell, before);
        loop.watchOvertime(cell);
        switch (change.action()) {
            case START ->
                loop.apply(
                        app,
                        change.keys().contains("global.enabled") && cell.life().stoppedByPerson()
                                ? new AppEvent.StartRequested(StartCause.PERSON, why)
                                : new AppEvent.StartRequested(StartCause.UPDATE, why));
            case STOP ->
                loop.apply(
                        app,
                        spec.job().isPresent() && before.flatMap(AppSpec::job).isEmpty()
                                ? new AppEvent.StopRequested(StopCause.BECAME_JOB, "it is a job now, " + why)
                                : new AppEvent.StopRequested(StopCause.DISABLED, "disabled, " + why));
            case RESTART ->
                loop.apply(
                        app,
                        new AppEvent.RestartRequested(
                                StartCause.UPDATE, String.join(", ", change.keys()) + " changed, " + why));
            case LIVE, NONE -> {
                if (limits) {
                    LiveLimits.apply(loop, cell);
                }
            }
        }
    }

    private void removed(AppName app, String why) {
        loop.cell(app).ifPresent(cell -> {
            cell.remove();
            loop.schedules().look(app);
            if (cell.life().isAtRest()) {
                loop.drop(cell);
            } else {
                loop.apply(app, new AppEvent.StopRequested(StopCause.REMOVED, "its definition is gone, " + why));
            }
        });
    }

    private void broken(AppCell cell, List<String> problems) {
        cell.brokenBy(problems);
        for (String problem : problems) {
            loop.note("config", cell.spec().name(), "definition_bad", problem);
        }
    }
}
