package io.processmaster.daemon.web.metrics;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.control.gauges.Gauges;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.util.List;

/** The path at which monitoring asks for numbers. */
public final class Metrics {
    /** Where it is. */
    public static final String PATH = "/metrics";

    private Metrics() {}

    /** The one route; every viewer may ask. */
    public static List<Route> routes(Gauges gauges) {
        return List.of(new Route(
                "GET",
                PATH,
                Role.VIEWER,
                Route.Pace.WHOLE,
                (status, why) -> Reply.text(status, "text/plain; charset=utf-8", why.getMessage() + "\n"),
                ask -> {
                    Format format = Format.accepted(ask.header("accept").orElse(""));
                    return Reply.text(200, format.type(), Exposition.of(gauges, format))
                            .with("Vary", "Accept");
                }));
    }
}
