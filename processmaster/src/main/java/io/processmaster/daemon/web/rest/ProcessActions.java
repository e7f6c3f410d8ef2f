package io.processmaster.daemon.web.rest;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.RegisteredApp;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.control.StartOptions;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import java.util.List;
import java.util.Optional;

/** Starts, stops, restarts and puts away one app, and shows it as it is then. */
final class ProcessActions {
    private static final String RUNNING = "already_running";

    private final ControlApi control;
    private final Registry registry;

    ProcessActions(ControlApi control, Registry registry) {
        this.control = control;
        this.registry = registry;
    }

    Reply start(Ask ask) throws Refused {
        RegisteredApp app = meant(ask);
        boolean force = ActionBody.force(ask.body());
        ActionResult result = only(
                control.start(actor(ask), List.of(app.name()), new StartOptions(force, Optional.empty())),
                ErrorKind.START_FAILED);
        if (result.outcome().equals(RUNNING)) {
            return Envelope.failure(
                    Envelope.CONFLICT,
                    "Process already running",
                    "Process '" + app.name() + "' runs already (restart it, if a new run is wanted)");
        }
        return done(ask, app, "started successfully");
    }

    Reply stop(Ask ask) throws Refused {
        RegisteredApp app = meant(ask);
        ActionBody.none(ask.body());
        only(control.stop(actor(ask), List.of(app.name())), ErrorKind.STOP_FAILED);
        return done(ask, app, "stopped successfully");
    }

    Reply restart(Ask ask) throws Refused {
        RegisteredApp app = meant(ask);
        restart(ask, app);
        return done(ask, app, "restarted successfully");
    }

    Reply reload(Ask ask) throws Refused {
        RegisteredApp app = meant(ask);
        restart(ask, app);
        return done(
                ask, app, "restarted: this version starts no replacement beside it, so reload is the same as restart");
    }

    private void restart(Ask ask, RegisteredApp app) throws Refused {
        boolean force = ActionBody.force(ask.body());
        only(control.restart(actor(ask), List.of(app.name()), force), ErrorKind.START_FAILED);
    }

    Reply delete(Ask ask) throws Refused {
        RegisteredApp app = meant(ask);
        ActionBody.none(ask.body());
        only(control.disable(actor(ask), app.name()), ErrorKind.STOP_FAILED);
        return done(
                ask,
                app,
                "deleted successfully: it is stopped and disabled; its definition stays in "
                        + app.status().place().sourceFile());
    }

    private RegisteredApp meant(Ask ask) throws Refused {
        return registry.app(ask.path().get(RestRoutes.ID));
    }

    private static Actor actor(Ask ask) {
        return ask.visitor().actor();
    }

    private Reply done(Ask ask, RegisteredApp app, String what) throws Refused {
        RegisteredApp now = registry.app(app.name());
        return Envelope.done(
                Envelope.OK, PmProcess.of(now, ask.visitor().role()), "Process '" + app.name() + "' " + what);
    }

    /** What became of the one app; a failure is refused as what it is. */
    private static ActionResult only(List<ActionResult> results, ErrorKind otherwise) throws Refused {
        ActionResult result = results.get(0);
        if (!result.ok()) {
            throw new Refused(
                    ErrorKind.named(result.outcome()).orElse(otherwise),
                    result.application() + ": " + result.message());
        }
        return result;
    }
}
