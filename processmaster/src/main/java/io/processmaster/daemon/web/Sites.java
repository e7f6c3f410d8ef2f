package io.processmaster.daemon.web;

import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.LogExport;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.control.gauges.Gauges;
import io.processmaster.daemon.web.api.NativeErrors;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.SocketRoute;
import io.processmaster.daemon.web.live.LiveSockets;
import io.processmaster.daemon.web.live.LogDownload;
import io.processmaster.daemon.web.metrics.Metrics;
import io.processmaster.daemon.web.rest.RestRoutes;
import java.util.ArrayList;
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

    /**
     * What the parts show and steer.
     *
     * @param control the use cases
     * @param registry the apps as other process managers number and create them
     * @param gauges the numbers for monitoring
     * @param logs whole log files
     * @param live the sockets, which whoever made them closes
     */
    public record Sources(ControlApi control, Registry registry, Gauges gauges, LogExport logs, LiveSockets live) {}

    /** All parts that there are, as {@code spec} allows. */
    public static Sites of(Sources sources, ConsoleSpec spec) {
        List<Route> routes = new ArrayList<>(RestRoutes.all(sources.control(), sources.registry(), spec.allowCreate()));
        routes.addAll(LogDownload.routes(sources.logs(), new NativeErrors()));
        routes.addAll(Metrics.routes(sources.gauges()));
        return new Sites(routes, sources.live().routes());
    }
}
