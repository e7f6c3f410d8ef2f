package io.processmaster.daemon.web.server;

import io.processmaster.common.auth.Role;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.access.Credentials;
import io.processmaster.daemon.web.access.Verdict;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Cookies;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Malformed;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.SocketRoute;
import io.processmaster.daemon.web.http.Statuses;
import io.processmaster.daemon.web.http.Visitor;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where every request comes in, and the order in which it is checked: is it proper, is it for this host, who asks, what
 * is there, may they, do they mean it.
 */
final class Front implements HttpHandler {
    private static final String CHALLENGE = "Basic realm=\"processmaster\", charset=\"UTF-8\"";
    private static final String VERBS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

    private final Guard guard;
    private final Intent intent;
    private final RouteTable routes;
    private final Map<String, OpenRoute> open;
    private final Service service;
    private final Links links;
    private final Newcomers<?> newcomers;
    private final Reply entrance;

    Front(Guard guard, Site site, RouteTable routes, Service service, Links links, Newcomers<?> newcomers) {
        this.guard = guard;
        this.intent = new Intent(guard);
        this.routes = routes;
        this.open = site.open().stream().collect(Collectors.toMap(route -> route.verb() + " " + route.path(), r -> r));
        this.service = service;
        this.links = links;
        this.newcomers = newcomers;
        this.entrance = site.entrance();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Bodies.limit(exchange);
        Request request;
        try {
            request = Request.of(exchange);
        } catch (Malformed e) {
            exchange.setPersistent(false);
            Refused why = new Refused(ErrorKind.INVALID_REQUEST, "the request was refused: it has " + e.getMessage());
            Sending.send(exchange, routes.usualForm().reply(400, why));
            return;
        }
        ErrorForm form = routes.formFor(request.segments());
        service.guarded(exchange, request, form, () -> screen(exchange, request, form));
    }

    private void screen(HttpServerExchange exchange, Request request, ErrorForm form) {
        if (!request.isVerbTaken()) {
            refuse(exchange, form, ErrorKind.WRONG_VERB, "the method is not one of " + VERBS, Map.of("Allow", VERBS));
        } else if (!guard.servesHost(request.header("host"))) {
            Refused why = new Refused(
                    ErrorKind.INVALID_REQUEST,
                    "a foreign Host: the console is not asked for by that name (add it to web_console.hosts)");
            Sending.send(exchange, form.reply(421, why));
        } else if (open.containsKey(request.verb() + " /" + String.join("/", request.segments()))) {
            enter(exchange, request, form);
        } else {
            Credentials credentials = new Credentials(
                    request.header("authorization"),
                    request.cookie(Cookies.SESSION),
                    request.cookie(Cookies.SIGNED_OUT).filter("1"::equals).isPresent(),
                    request.address());
            service.whenDone(
                    exchange,
                    request,
                    form,
                    guard.identify(credentials),
                    verdict -> judge(exchange, request, form, verdict));
        }
    }

    private void enter(HttpServerExchange exchange, Request request, ErrorForm form) {
        Optional<String> foreign = intent.foreign(request);
        if (foreign.isPresent()) {
            refuse(exchange, form, ErrorKind.FORBIDDEN, foreign.get(), Map.of());
            return;
        }
        OpenRoute route = open.get(request.verb() + " /" + String.join("/", request.segments()));
        Visitor nobody = new Visitor("", Role.VIEWER, request.address());
        service.receive(exchange, request, form, body -> {
            Ask ask = new Ask(nobody, Map.of(), request.query(), request.headers(), body);
            service.whenDone(
                    exchange, request, form, route.endpoint().apply(ask), reply -> Sending.send(exchange, reply));
        });
    }

    private void judge(HttpServerExchange exchange, Request request, ErrorForm form, Verdict verdict) {
        if (verdict instanceof Verdict.Admitted admitted) {
            newcomers.remove(exchange.getSourceAddress());
            admit(exchange, request, form, admitted);
        } else if (verdict instanceof Verdict.Later later) {
            long seconds = Math.max(1, later.retryAfter().toSeconds());
            Refused why = new Refused(ErrorKind.BUSY, "too many attempts to log in; try again in " + seconds + " s");
            Sending.send(exchange, form.reply(429, why).with("Retry-After", Long.toString(seconds)));
        } else {
            Reply page = request.wantsHtml()
                    ? entrance
                    : form.reply(401, new Refused(ErrorKind.UNAUTHORIZED, "it is not known who asks (log in)"));
            boolean quiet = request.cookie(Cookies.SIGNED_OUT).isPresent() || isOfAScript(request);
            Sending.send(exchange, quiet ? page : page.with("WWW-Authenticate", CHALLENGE));
        }
    }

    // A challenge would make the browser hold the request back and ask in a window of its own, over a page that lives.
    private static boolean isOfAScript(Request request) {
        return request.header("sec-fetch-mode")
                .filter(mode -> !mode.equals("navigate"))
                .isPresent();
    }

    private void admit(HttpServerExchange exchange, Request request, ErrorForm form, Verdict.Admitted admitted) {
        Optional<RouteTable.Found> found = routes.find(request.segments());
        if (found.isEmpty()) {
            refuse(exchange, form, ErrorKind.UNKNOWN_PATH, "nothing is at this path", Map.of());
        } else if (request.verb().equals("OPTIONS")) {
            Reply nothing = Reply.text(204, "", "").with("Allow", found.get().allowed());
            Sending.send(exchange, nothing);
        } else if (found.get().socket().isPresent()) {
            link(exchange, request, form, admitted, found.get());
        } else {
            Optional<Route> route = found.get().route(request.verb());
            if (route.isEmpty()) {
                wrongVerb(exchange, form, found.get());
                return;
            }
            ErrorForm own = route.get().failures();
            if (mayGoOn(exchange, request, own, admitted, route.get().role())) {
                Map<String, String> path = found.get().placeholders();
                service.receive(exchange, request, own, body -> {
                    Ask ask = new Ask(admitted.visitor(), path, request.query(), request.headers(), body);
                    service.answer(exchange, request, route.get(), ask);
                });
            }
        }
    }

    private void link(
            HttpServerExchange exchange,
            Request request,
            ErrorForm form,
            Verdict.Admitted admitted,
            RouteTable.Found found) {
        SocketRoute route = found.socket().orElseThrow();
        if (!request.verb().equals("GET")) {
            wrongVerb(exchange, form, found);
        } else if (!request.wantsWebSocket()) {
            Refused why = new Refused(ErrorKind.INVALID_REQUEST, "this path is a WebSocket");
            Sending.send(exchange, form.reply(426, why).with("Upgrade", "websocket"));
        } else if (mayGoOn(exchange, request, form, admitted, route.role())) {
            if (links.isFull()) {
                refuse(exchange, form, ErrorKind.TOO_MANY_STREAMS, "all WebSockets are taken", Map.of());
                return;
            }
            Ask ask = new Ask(admitted.visitor(), Map.of(), request.query(), request.headers(), "");
            service.hand(exchange, links.handshake(route, admitted, ask, other -> {
                Refused why = new Refused(ErrorKind.INVALID_REQUEST, "not a handshake of WebSocket version 13");
                Sending.send(other, form.reply(400, why).with("Sec-WebSocket-Version", "13"));
            }));
        }
    }

    private boolean mayGoOn(
            HttpServerExchange exchange, Request request, ErrorForm form, Verdict.Admitted admitted, Role needed) {
        if (!admitted.visitor().role().includes(needed)) {
            String why = "this needs the role " + needed.word() + ", and "
                    + admitted.visitor().name() + " has the role "
                    + admitted.visitor().role().word();
            refuse(exchange, form, ErrorKind.FORBIDDEN, why, Map.of());
            return false;
        }
        Optional<String> problem = intent.problem(request, admitted);
        problem.ifPresent(why -> refuse(exchange, form, ErrorKind.FORBIDDEN, why, Map.of()));
        return problem.isEmpty();
    }

    private static void wrongVerb(HttpServerExchange exchange, ErrorForm form, RouteTable.Found found) {
        String allowed = found.allowed();
        refuse(exchange, form, ErrorKind.WRONG_VERB, "this path takes " + allowed, Map.of("Allow", allowed));
    }

    private static void refuse(
            HttpServerExchange exchange, ErrorForm form, ErrorKind kind, String why, Map<String, String> headers) {
        Reply reply = form.reply(Statuses.of(kind), new Refused(kind, why));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        Sending.send(exchange, reply);
    }
}
