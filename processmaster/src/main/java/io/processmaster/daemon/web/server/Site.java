package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.SocketRoute;
import java.util.List;

/**
 * All that a console serves.
 *
 * @param routes for those who are known
 * @param sockets for those who are known
 * @param open for everybody
 * @param entrance the page, with status 401, that asks a person who they are
 * @param usual the form of errors where no route is near
 */
public record Site(
        List<Route> routes, List<SocketRoute> sockets, List<OpenRoute> open, Reply entrance, ErrorForm usual) {
    /** Copies the lists. */
    public Site {
        routes = List.copyOf(routes);
        sockets = List.copyOf(sockets);
        open = List.copyOf(open);
    }
}
