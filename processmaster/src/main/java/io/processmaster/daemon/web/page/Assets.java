package io.processmaster.daemon.web.page;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.web.http.Endpoint;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The files of the console; each is read when it is first asked for, and stays in memory. */
final class Assets {
    private Assets() {}

    /** A route for each file but the page itself. */
    static List<Route> routes(ErrorForm errors) {
        return Resources.below("ui").stream()
                .filter(file -> !file.equals("index.html"))
                .map(file -> new Route("GET", "/" + file, Role.VIEWER, Route.Pace.QUICK, errors, once(file)))
                .toList();
    }

    private static Endpoint once(String file) {
        AtomicReference<Asset> kept = new AtomicReference<>();
        return ask -> {
            if (kept.get() == null) {
                kept.compareAndSet(null, Asset.read(file));
            }
            return kept.get().answer(ask);
        };
    }
}
