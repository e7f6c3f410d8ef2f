package io.processmaster.daemon.web.rest;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.web.http.Endpoint;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.Route.Pace;
import java.util.List;

/** All paths of this interface. */
public final class RestRoutes {
    /** The placeholder for the name or the number of an app. */
    static final String ID = "id";

    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PROCESSES = "/api/processes";
    private static final String PROCESS = PROCESSES + "/{" + ID + "}";
    private static final String RETRIEVE = "Failed to get process";

    private RestRoutes() {}

    /**
     * The routes.
     *
     * @param allowCreate whether an admin may create definitions
     */
    public static List<Route> all(ControlApi control, Registry registry, boolean allowCreate) {
        ProcessViews views = new ProcessViews(registry);
        ProcessActions actions = new ProcessActions(control, registry);
        LogView logs = new LogView(control, registry);
        HostView host = new HostView(control, registry);
        CreateProcess creation = new CreateProcess(registry, allowCreate);
        return List.of(
                look("/api", "Failed to get API information", ask -> Index.reply(control.serverInfo())),
                new Route(
                        GET, PROCESSES, Role.VIEWER, Pace.WHOLE, new Failures("Failed to list processes"), views::list),
                new Route(
                        POST,
                        PROCESSES,
                        Role.ADMIN,
                        Pace.PATIENT,
                        new Failures(CreateProcess.PHRASE),
                        creation::create),
                look(PROCESS, RETRIEVE, views::one),
                new Route(
                        "DELETE",
                        PROCESS,
                        Role.ADMIN,
                        Pace.PATIENT,
                        new Failures("Failed to delete process"),
                        actions::delete),
                action("start", actions::start),
                action("stop", actions::stop),
                action("restart", actions::restart),
                action("reload", actions::reload),
                logs(PROCESS + "/logs", logs),
                logs("/api/logs/{" + ID + "}", logs),
                look("/api/system", "Failed to get system metrics", host::system),
                look("/api/status", "Failed to get status", host::status));
    }

    private static Route look(String path, String phrase, Endpoint endpoint) {
        return new Route(GET, path, Role.VIEWER, Pace.QUICK, new Failures(phrase), endpoint);
    }

    private static Route logs(String path, LogView logs) {
        // Searching rotated files of a large log takes seconds.
        return new Route(GET, path, Role.OPERATOR, Pace.READING, new Failures("Failed to get logs"), logs::logs);
    }

    private static Route action(String verb, Endpoint endpoint) {
        return new Route(
                POST,
                PROCESS + "/" + verb,
                Role.OPERATOR,
                Pace.PATIENT,
                new Failures("Failed to " + verb + " process"),
                endpoint);
    }
}
