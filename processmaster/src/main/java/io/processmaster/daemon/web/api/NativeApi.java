package io.processmaster.daemon.web.api;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Dispatcher;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Endpoint;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Each method of the protocol that has one answer, at a path of its own. */
public final class NativeApi {
    /** Where the methods are. */
    public static final String BASE = "/api/v1/";

    private final Dispatcher dispatcher;
    private final Function<Method, Role> leastRole;
    private final ErrorForm errors = new NativeErrors();

    /** Serves what {@code dispatcher} answers to whoever has the role. */
    public NativeApi(Dispatcher dispatcher, Function<Method, Role> leastRole) {
        this.dispatcher = dispatcher;
        this.leastRole = leastRole;
    }

    /** POST with an object for each method, and GET for those that change nothing. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Method method : Method.values()) {
            if (!isServed(method)) {
                continue;
            }
            routes.add(route("POST", method, ask -> answer(method, body(ask), ask)));
            if (method.effect() == Method.Effect.READS) {
                routes.add(route("GET", method, ask -> answer(method, QueryParams.of(method, ask.query()), ask)));
            }
        }
        return routes;
    }

    /** Whether the method has a path: it does not stream, and is not about the connection of a socket. */
    static boolean isServed(Method method) {
        return method.effect() != Method.Effect.STREAMS && method != Method.HELLO;
    }

    private Route route(String verb, Method method, Endpoint endpoint) {
        Route.Pace pace = method.effect() == Method.Effect.CHANGES ? Route.Pace.PATIENT : pace(method);
        return new Route(verb, BASE + method.wireName(), leastRole.apply(method), pace, errors, endpoint);
    }

    // How much there is to read is up to the apps: lines of logs, and sockets of the host.
    private static Route.Pace pace(Method method) {
        if (method == Method.STATUS) {
            return Route.Pace.WHOLE;
        }
        return method == Method.LOGS || method == Method.PORTS ? Route.Pace.READING : Route.Pace.QUICK;
    }

    private Reply answer(Method method, JsonObject params, Ask ask) throws Refused {
        JsonObject answer = dispatcher.answer(method, params, ask.visitor()::actor);
        return Reply.json(200, Redaction.of(method, answer, ask.visitor().role()));
    }

    private static JsonObject body(Ask ask) throws Refused {
        if (ask.body().isEmpty()) {
            return JsonObject.EMPTY;
        }
        boolean declared = ask.header("content-type")
                .filter(type -> type.split(";", 2)[0].trim().equalsIgnoreCase(Reply.JSON))
                .isPresent();
        if (!declared) {
            throw new Refused(ErrorKind.INVALID_REQUEST, "the body must be declared as Content-Type: " + Reply.JSON);
        }
        try {
            JsonValue value = JsonReader.read(ask.body(), Bounds.REQUEST_VALUES);
            if (value instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException e) {
            throw new Refused(ErrorKind.PARSE_ERROR, "the body is not JSON: " + e.getMessage());
        }
        throw new Refused(ErrorKind.INVALID_PARAMS, "the body must be a JSON object");
    }
}
