package io.processmaster.daemon.web.rest;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.RegisteredApp;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import java.util.List;
import java.util.Optional;

/** Shows apps. */
final class ProcessViews {
    private final Registry registry;

    ProcessViews(Registry registry) {
        this.registry = registry;
    }

    Reply list(Ask ask) throws Refused {
        Optional<String> namespace = ask.find("namespace");
        List<RegisteredApp> apps =
                namespace.filter(wanted -> !wanted.equals(PmProcess.NAMESPACE)).isPresent()
                        ? List.of()
                        : registry.apps();
        JsonObject meta = JsonObject.builder()
                .put("total", apps.size())
                .put("namespace", namespace)
                .build();
        return Envelope.data(processes(apps, ask.visitor().role()), meta);
    }

    Reply one(Ask ask) throws Refused {
        RegisteredApp app = registry.app(ask.path().get(RestRoutes.ID));
        return Envelope.data(PmProcess.of(app, ask.visitor().role()), JsonObject.EMPTY);
    }

    static JsonArray processes(List<RegisteredApp> apps, Role role) {
        return JsonArray.of(apps, app -> PmProcess.of(app, role));
    }
}
