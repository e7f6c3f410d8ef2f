package io.processmaster.daemon.web;

import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.SocketRoute;
import io.processmaster.daemon.web.rest.RestRoutes;
import java.util.List;

/**
 * The parts of the console besides its pages and the methods of the protocol; the one place where they are registered.
 *
 * @param routes their paths
 * @param sockets their WebSockets
 */
public record Sites(List<Route> routes, List<SocketRoute> sockets) {
    /** Copies the lists. */
    public Sites {
        routes = List.copyOf(routes);
        sockets = List.copyOf(sockets);
    }

    /** All parts that there are, which show and steer {@code control} as {@code spec} allows. */
    public static Sites of(ControlApi control, Registry registry, ConsoleSpec spec) {
        return new Sites(RestRoutes.all(control, registry, spec.allowCreate()), List.of());
    }
}
