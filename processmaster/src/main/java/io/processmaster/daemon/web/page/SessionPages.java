package io.processmaster.daemon.web.page;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.ConsoleLog;
import io.processmaster.daemon.web.access.CsrfTokens;
import io.processmaster.daemon.web.access.Doorkeeper;
import io.processmaster.daemon.web.access.Sessions;
import io.processmaster.daemon.web.access.Verdict;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Cookies;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.FormText;
import io.processmaster.daemon.web.http.Malformed;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The page itself, and how a browser's session begins and ends. */
public final class SessionPages {
    private static final String PAGE = Resources.text("ui/index.html");
    private static final String SET = "Set-Cookie";

    private final Parts parts;

    /**
     * What it needs.
     *
     * @param doorkeeper for names and passwords out of the form
     * @param server which daemon this is
     * @param allowCreate told to the page
     * @param secure whether cookies are for https only
     * @param log hears who comes and goes
     */
    public record Parts(
            Doorkeeper doorkeeper,
            Sessions sessions,
            CsrfTokens tokens,
            ServerInfo server,
            boolean allowCreate,
            boolean secure,
            ConsoleLog log) {}

    /** Serves them. */
    public SessionPages(Parts parts) {
        this.parts = parts;
    }

    /** For those who are known; {@code errors} is the form of errors. */
    public List<Route> routes(ErrorForm errors) {
        List<Route> routes = new ArrayList<>(Assets.routes(errors));
        routes.add(new Route("GET", "/", Role.VIEWER, Route.Pace.QUICK, errors, this::page));
        routes.add(new Route("GET", "/api/v1/session", Role.VIEWER, Route.Pace.QUICK, errors, this::session));
        routes.add(new Route("POST", "/logout", Role.VIEWER, Route.Pace.QUICK, errors, this::logOut));
        return routes;
    }

    /** The page that asks a person who they are. */
    public Reply entrance() {
        return Entrance.form();
    }

    private Reply page(Ask ask) {
        String token = token(ask);
        String build = parts.server().build().buildId();
        String text = PAGE.replace("{{csrf}}", token).replace("{{build}}", build);
        List<String> cookies = new ArrayList<>(List.of(Cookies.set(Cookies.CSRF, token, parts.secure())));
        if (needsSession(ask)) {
            cookies.add(Cookies.set(Cookies.SESSION, parts.sessions().open(ask.visitor()), parts.secure()));
            parts.log().loggedIn(ask.visitor().actor());
        }
        return Reply.text(200, "text/html", text).with(SET, String.join("\n", cookies));
    }

    // A browser, in contrast to a script, takes a page, and then has no use for sending the password each time.
    private boolean needsSession(Ask ask) {
        boolean basic = ask.header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                .isPresent();
        boolean html = ask.header("accept")
                .filter(types -> types.contains("text/html"))
                .isPresent();
        return basic
                && html
                && session(ask, Cookies.SESSION).flatMap(parts.sessions()::find).isEmpty();
    }

    private static Optional<String> session(Ask ask, String cookie) {
        return ask.header("cookie").flatMap(header -> Cookies.find(header, cookie));
    }

    // The one that the browser has already stays good, so that a second page does not spoil the first.
    private String token(Ask ask) {
        String user = ask.visitor().name();
        return session(ask, Cookies.CSRF)
                .filter(token -> parts.tokens().isValid(token, token, user))
                .orElseGet(() -> parts.tokens().issue(user));
    }

    private Reply session(Ask ask) {
        String token = token(ask);
        JsonObject json = JsonObject.builder()
                .put("user", ask.visitor().name())
                .put("role", ask.visitor().role().word())
                .put("csrf_token", token)
                .put("allow_create", parts.allowCreate())
                .put("server", parts.server().toJson())
                .build();
        return Reply.json(200, json).with(SET, Cookies.set(Cookies.CSRF, token, parts.secure()));
    }

    private Reply logOut(Ask ask) {
        session(ask, Cookies.SESSION).ifPresent(parts.sessions()::end);
        parts.log().loggedOut(ask.visitor().actor());
        String cookies = String.join(
                "\n",
                Cookies.clear(Cookies.SESSION, parts.secure()),
                Cookies.clear(Cookies.CSRF, parts.secure()),
                Cookies.set(Cookies.SIGNED_OUT, "1", parts.secure()));
        return Reply.text(204, "", "").with(SET, cookies);
    }

    /** Takes the form; for everybody. */
    public CompletableFuture<Reply> logIn(Ask ask) {
        Map<String, String> form;
        try {
            form = FormText.values(ask.body());
        } catch (Malformed e) {
            return CompletableFuture.completedFuture(Entrance.again(400, "The form could not be read."));
        }
        return parts.doorkeeper()
                .logIn(
                        form.getOrDefault("user", ""),
                        form.getOrDefault("password", ""),
                        ask.visitor().address())
                .thenApply(this::answer);
    }

    private Reply answer(Verdict verdict) {
        if (verdict instanceof Verdict.Admitted admitted) {
            Visitor visitor = admitted.visitor();
            parts.log().loggedIn(visitor.actor());
            String cookies = String.join(
                    "\n",
                    Cookies.set(Cookies.SESSION, parts.sessions().open(visitor), parts.secure()),
                    Cookies.clear(Cookies.SIGNED_OUT, parts.secure()));
            return Reply.text(303, "", "").with("Location", "/").with(SET, cookies);
        }
        if (verdict instanceof Verdict.Later later) {
            long seconds = Math.max(1, later.retryAfter().toSeconds());
            return Entrance.again(429, "Too many attempts. Try again in " + seconds + " s.")
                    .with("Retry-After", Long.toString(seconds));
        }
        return Entrance.again(401, "User or password is wrong.");
    }
}
