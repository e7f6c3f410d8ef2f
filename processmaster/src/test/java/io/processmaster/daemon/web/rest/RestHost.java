package io.processmaster.daemon.web.rest;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppPlace;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppTiming;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.LastExit;
import io.processmaster.common.api.LogText;
import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.api.SystemReport;
import io.processmaster.common.auth.Role;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.daemon.control.Actor;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.PartOfControl;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.RegisteredApp;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.control.StartOptions;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A host with a few apps, asked through the routes as the server asks them. */
final class RestHost implements Registry {
    final List<String> done = new ArrayList<>();
    final List<RegisteredApp> apps = new ArrayList<>(List.of(app(0, "web", "RUNNING"), app(4, "db", "STOPPED")));
    Created created = new Created.Taken("there is an app web already");
    Optional<ActionResult> result = Optional.empty();
    boolean allowCreate = true;

    static RegisteredApp app(int number, String name, String phase) {
        boolean up = phase.equals("RUNNING");
        AppLife life = new AppLife(
                up ? "RUNNING" : "STOPPED",
                phase,
                1_767_225_600_000L,
                Optional.empty(),
                Optional.empty(),
                up ? List.of(4211L, 4212L) : List.of(),
                up ? OptionalLong.of(4211) : OptionalLong.empty(),
                up ? OptionalLong.of(61_200) : OptionalLong.empty(),
                1,
                3,
                Optional.of(new LastExit(OptionalLong.of(2), Optional.empty(), false, 1_767_225_590_000L)),
                Optional.empty());
        AppTiming timing = new AppTiming(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.of(1_767_225_600_000L),
                Optional.empty(),
                List.of());
        AppUsage usage = up
                ? new AppUsage(
                        OptionalDouble.of(1.5), OptionalLong.of(52_428_800), OptionalLong.empty(), OptionalLong.of(2))
                : AppUsage.NONE;
        AppPlace place = new AppPlace(
                up ? List.of(3000L) : List.of(),
                "/srv/" + name,
                "/etc/processmaster/config.d/" + name + ".yaml",
                "/sys/fs/cgroup/processmaster/" + name,
                false,
                Optional.empty(),
                false,
                List.of("/srv/" + name + "/out.log", "/srv/" + name + "/err.log"));
        AppStatus status = new AppStatus(name, "service", true, false, false, false, life, timing, usage, place);
        return new RegisteredApp(
                number,
                status,
                List.of("./server", "--key", "s3cret"),
                "www",
                Optional.empty(),
                List.of("TOKEN", "HOME"),
                "/srv/" + name + "/out.log",
                "/srv/" + name + "/err.log",
                true);
    }

    /** What the route that matches answers, errors in its own form. */
    Reply ask(Role role, String verb, String path, String body, Map<String, String> query) {
        for (Route route : RestRoutes.all(PartOfControl.playedBy(this), this, allowCreate)) {
            Optional<Map<String, String>> match = match(route, verb, path);
            if (match.isPresent()) {
                Ask ask = new Ask(new Visitor("ann", role, "127.0.0.1"), match.get(), query, Map.of(), body);
                try {
                    return route.endpoint().answer(ask);
                } catch (Refused e) {
                    return route.failures().reply(status(e), e);
                }
            }
        }
        throw new AssertionError("no route for " + verb + " " + path);
    }

    private static int status(Refused e) {
        return switch (e.kind()) {
            case UNKNOWN_APP -> 404;
            case INVALID_PARAMS -> 400;
            case DISABLED, STOP_FAILED, START_FAILED, BAD_CONFIG -> 409;
            default -> 500;
        };
    }

    private static Optional<Map<String, String>> match(Route route, String verb, String path) {
        String[] wanted = route.path().split("/", -1);
        String[] given = path.split("/", -1);
        if (!route.verb().equals(verb) || wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    static JsonObject json(Reply reply) {
        byte[] bytes = ((Reply.Bytes) reply.body()).bytes();
        return JsonReader.readObject(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public List<RegisteredApp> apps() {
        return apps;
    }

    @Override
    public RegisteredApp app(String nameOrNumber) throws Refused {
        return apps.stream()
                .filter(app -> app.name().equals(nameOrNumber)
                        || String.valueOf(app.number()).equals(nameOrNumber))
                .findFirst()
                .orElseThrow(() -> Refused.unknownApps(List.of(nameOrNumber)));
    }

    @Override
    public String usualUser() {
        return "nobody";
    }

    @Override
    public Created create(Actor actor, AppDraft draft) {
        done.add("create " + draft + " as " + draft.user() + " by " + actor.name());
        return created;
    }

    private List<ActionResult> act(String what, Actor actor, List<String> names) {
        done.add(what + " " + names + " by " + actor.name());
        return List.of(result.orElse(ActionResult.done(names.get(0), "done", "done")));
    }

    List<ActionResult> start(Actor actor, List<String> names, StartOptions options) {
        return act("start force=" + options.force(), actor, names);
    }

    List<ActionResult> stop(Actor actor, List<String> names) {
        return act("stop", actor, names);
    }

    List<ActionResult> restart(Actor actor, List<String> names, boolean force) {
        return act("restart force=" + force, actor, names);
    }

    List<ActionResult> disable(Actor actor, String name) {
        return act("disable", actor, List.of(name));
    }

    List<LogText> logs(LogQuery query) {
        done.add("logs " + query.app().orElse("") + " " + query.lines());
        return List.of(
                new LogText("web", "/srv/web/out.log", List.of("one", "two"), Optional.empty()),
                new LogText("web", "/srv/web/err.log", List.of(), Optional.of("it is a link")),
                new LogText("web", "/srv/web/more.log", List.of("x"), Optional.empty()));
    }

    SystemReport system() {
        return new SystemReport(
                "host",
                "6.1",
                2,
                OptionalDouble.of(12.5),
                new SystemReport.Space(4_000, 1_000),
                new SystemReport.Space(0, 0),
                List.of(0.1, 0.25, 3.0),
                100_999,
                1_767_225_600_000L);
    }

    ServerInfo serverInfo() {
        return new ServerInfo(new BuildInfo("1.0", "id", "then", "there"), 42, 5);
    }

    /** Exchanges the app of that name. */
    void change(String name, UnaryOperator<RegisteredApp> change) {
        apps.replaceAll(app -> app.name().equals(name) ? change.apply(app) : app);
    }
}
