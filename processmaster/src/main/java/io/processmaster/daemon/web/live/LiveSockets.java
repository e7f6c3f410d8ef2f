package io.processmaster.daemon.web.live;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.LiveApi;
import io.processmaster.daemon.web.http.SocketRoute;
import java.util.List;

/** The WebSockets of the console; nothing runs while nobody looks. */
public final class LiveSockets implements AutoCloseable {
    private final LiveHub hub;
    private final LogStreams logs;
    private final List<SocketRoute> routes;

    /**
     * Ready for clients.
     *
     * @param live what goes on
     * @param control for logs
     * @param allowCreate whether the configuration lets an admin create definitions
     */
    public LiveSockets(LiveApi live, ControlApi control, boolean allowCreate) {
        hub = new LiveHub(live, System::nanoTime);
        logs = new LogStreams(control::followLogs);
        Dialect own = new LiveDialect(allowCreate);
        Dialect pm = new PmDialect();
        routes = List.of(
                new SocketRoute("/ws/live", Role.VIEWER, (link, ask) -> hub.join(link, own)),
                new SocketRoute("/ws", Role.VIEWER, (link, ask) -> hub.join(link, pm)),
                new SocketRoute("/ws/logs", Role.OPERATOR, logs));
    }

    /** All of them. */
    public List<SocketRoute> routes() {
        return routes;
    }

    /** Closes all links and takes no more. */
    @Override
    public void close() {
        logs.close();
        hub.close();
    }
}
