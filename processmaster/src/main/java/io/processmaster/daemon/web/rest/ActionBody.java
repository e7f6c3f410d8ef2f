package io.processmaster.daemon.web.rest;

import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.Refused;
import java.util.List;
import java.util.Map;

/** Reads what may come with start, stop, restart and reload. */
final class ActionBody {
    private static final String FORCE = "force";
    private static final String PORTS =
            "this version gives no ports: put the port into the definition and reload the definitions";
    private static final Map<String, String> REFUSED = Map.of("port", PORTS, "port_range", PORTS);

    private ActionBody() {}

    /** Whether disabled apps are meant too. */
    static boolean force(String body) throws Refused {
        JsonObject json = JsonBody.read(body, List.of(FORCE), REFUSED);
        try {
            return json.bool(FORCE, false);
        } catch (JsonException e) {
            throw JsonBody.bad(e.getMessage());
        }
    }

    /** Refuses everything but an empty object. */
    static void none(String body) throws Refused {
        JsonObject json = JsonBody.read(body, List.of(FORCE), REFUSED);
        if (json.find(FORCE).isPresent()) {
            throw JsonBody.bad("force has no meaning here (it starts disabled apps)");
        }
    }
}
