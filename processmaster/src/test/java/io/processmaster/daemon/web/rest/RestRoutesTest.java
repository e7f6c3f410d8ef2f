package io.processmaster.daemon.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.daemon.control.PartOfControl;
import io.processmaster.daemon.control.Registry.Created;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestRoutesTest {
    private static final String BY_ANN = " by web:ann address=127.0.0.1";

    private final RestHost host = new RestHost();

    private Reply ask(String verb, String path, String body) {
        return host.ask(Role.ADMIN, verb, path, body, Map.of());
    }

    private JsonObject look(String path) {
        Reply reply = ask("GET", path, "");
        assertThat(reply.status()).isEqualTo(200);
        return RestHost.json(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api, VIEWER",
        "GET /api/processes, VIEWER",
        "GET /api/processes/{id}, VIEWER",
        "GET /api/system, VIEWER",
        "GET /api/status, VIEWER",
        "GET /api/processes/{id}/logs, OPERATOR",
        "GET /api/logs/{id}, OPERATOR",
        "POST /api/processes/{id}/start, OPERATOR",
        "POST /api/processes/{id}/stop, OPERATOR",
        "POST /api/processes/{id}/restart, OPERATOR",
        "POST /api/processes/{id}/reload, OPERATOR",
        "DELETE /api/processes/{id}, ADMIN",
        "POST /api/processes, ADMIN"
    })
    void eachRouteNeedsItsRole(String route, Role role) {
        List<Route> routes = RestRoutes.all(PartOfControl.playedBy(host), host, true);
        assertThat(routes).hasSize(13);
        assertThat(routes.stream()
                        .filter(r -> (r.verb() + " " + r.path()).equals(route))
                        .map(Route::role))
                .containsExactly(role);
    }

    @Test
    void theIndexNamesEachRoute() {
        Set<String> routes = new TreeSet<>(Set.of("WS /ws"));
        RestRoutes.all(PartOfControl.playedBy(host), host, true).stream()
                .filter(route -> !route.path().equals("/api"))
                .forEach(route -> routes.add(route.verb() + " " + route.path().replace("{id}", ":id")));
        JsonObject data = look("/api").object("data");
        assertThat(new TreeSet<>(data.array("endpoints").texts())).isEqualTo(routes);
        assertThat(data.text("name") + " " + data.text("version")).isEqualTo("processmaster 1.0");
    }

    @Test
    void allAppsAreInOneNamespace() {
        assertThat(look("/api/processes").object("meta").compact()).isEqualTo("{\"total\":2,\"namespace\":null}");
        Reply same = host.ask(Role.VIEWER, "GET", "/api/processes", "", Map.of("namespace", "default"));
        assertThat(RestHost.json(same).array("data").values()).hasSize(2);
        Reply other = host.ask(Role.VIEWER, "GET", "/api/processes", "", Map.of("namespace", "prod"));
        assertThat(RestHost.json(other).compact())
                .isEqualTo(
                        "{\"success\":true,\"data\":[],\"meta\":{\"total\":0,\"namespace\":\"prod\"},\"message\":null}");
    }

    @ParameterizedTest
    @CsvSource({"start, start force=false, started", "stop, stop, stopped", "restart, restart force=false, restarted"})
    void anActionIsDoneToTheOneAppAndTold(String verb, String done, String word) {
        for (String id : List.of("web", "0")) {
            Reply reply = ask("POST", "/api/processes/" + id + "/" + verb, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(RestHost.json(reply).text("message")).isEqualTo("Process 'web' " + word + " successfully");
            assertThat(RestHost.json(reply).object("data").text("name")).isEqualTo("web");
        }
        assertThat(host.done).containsExactly(done + " [web]" + BY_ANN, done + " [web]" + BY_ANN);
    }

    @Test
    void forceMeansDisabledAppsToo() {
        ask("POST", "/api/processes/web/start", "{\"force\":true}");
        ask("POST", "/api/processes/web/restart", "{\"force\":true}");
        assertThat(host.done).containsExactly("start force=true [web]" + BY_ANN, "restart force=true [web]" + BY_ANN);
    }

    @Test
    void reloadSaysThatItRestarts() {
        Reply reply = ask("POST", "/api/processes/web/reload", "{}");
        assertThat(RestHost.json(reply).text("message")).contains("restarted", "no replacement beside it");
        assertThat(host.done).containsExactly("restart force=false [web]" + BY_ANN);
    }

    @Test
    void deleteStopsAndDisablesAndSaysThatTheFileStays() {
        Reply reply = ask("DELETE", "/api/processes/web", "");
        assertThat(RestHost.json(reply).text("message"))
                .isEqualTo("Process 'web' deleted successfully: it is stopped and disabled; its definition stays in"
                        + " /etc/processmaster/config.d/web.yaml");
        assertThat(host.done).containsExactly("disable [web]" + BY_ANN);
    }

    @Test
    void startingWhatRunsIsAConflict() {
        host.result = Optional.of(ActionResult.done("web", "already_running", "already running"));
        Reply reply = ask("POST", "/api/processes/web/start", "");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(RestHost.json(reply).bool("success")).isFalse();
        assertThat(RestHost.json(reply).text("error")).isEqualTo("Process already running");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, start, disabled, 409, Failed to start process",
        "POST, stop, stop_failed, 409, Failed to stop process",
        "POST, restart, start_failed, 409, Failed to restart process",
        "POST, reload, something, 409, Failed to reload process",
        "DELETE, '', internal, 500, Failed to delete process"
    })
    void aFailureIsToldWithItsPhrase(String verb, String what, String outcome, int status, String phrase) {
        host.result = Optional.of(ActionResult.failed("web", outcome, "it would not"));
        Reply reply = ask(verb, "/api/processes/web" + (what.isEmpty() ? "" : "/" + what), "");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(RestHost.json(reply).compact())
                .isEqualTo("{\"success\":false,\"error\":\"" + phrase + "\",\"message\":\"web: it would not\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/processes/ghost", "DELETE, /api/processes/ghost", "POST, /api/processes/ghost/start",
        "POST, /api/processes/7/stop", "GET, /api/processes/ghost/logs", "GET, /api/logs/ghost",
        "POST, /api/processes/all/stop"
    })
    void whatThereIsNotIsNotFound(String verb, String path) {
        Reply reply = ask(verb, path, "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(RestHost.json(reply).text("error")).isEqualTo("Process not found");
        assertThat(host.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start   | {\"port\":3001}            | port is not supported",
                "restart | {\"port_range\":[1,2]}     | port_range is not supported",
                "start   | {\"forse\":true}           | forse: unknown key (did you mean force?)",
                "start   | {\"wait\":true}            | wait: unknown key (known are force)",
                "start   | {\"force\":\"yes\"}        | \"force\" must be true or false",
                "start   | []                         | the body is not a JSON object",
                "start   | {\"force\":true,}          | the body is not JSON",
                "start   | {\"force\":true,\"force\":true} | given twice",
                "stop    | {\"force\":true}           | force has no meaning here",
                "reload  | x                          | the body is not JSON"
            })
    void aBadBodyIsRefusedBeforeAnythingIsDone(String action, String body, String message) {
        Reply reply = ask("POST", "/api/processes/web/" + action, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(RestHost.json(reply).text("error")).isEqualTo("Invalid request");
        assertThat(RestHost.json(reply).text("message")).contains(message);
        assertThat(host.done).isEmpty();
    }

    @Test
    void logsAreTextsAndAListOfFiles() {
        for (String path : List.of("/api/processes/web/logs", "/api/logs/0")) {
            assertThat(look(path).object("data").compact())
                    .isEqualTo("{\"pm_id\":0,\"name\":\"web\",\"stdout\":\"one\\ntwo\\n\",\"stderr\":\"\",\"files\":["
                            + "{\"path\":\"/srv/web/out.log\",\"lines\":2,\"notice\":null},"
                            + "{\"path\":\"/srv/web/err.log\",\"lines\":0,\"notice\":\"it is a link\"},"
                            + "{\"path\":\"/srv/web/more.log\",\"lines\":1,\"notice\":null}]}");
        }
        assertThat(host.done).containsExactly("logs web 50", "logs web 50");
        host.ask(Role.OPERATOR, "GET", "/api/logs/web", "", Map.of("lines", "" + Bounds.LOG_LINES));
        assertThat(host.done).contains("logs web " + Bounds.LOG_LINES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10001", "-1", "", "ten", "1e3", "99999999999999999999", "5 "})
    void moreLinesThanAllowedAreRefused(String lines) {
        Reply reply = host.ask(Role.OPERATOR, "GET", "/api/logs/web", "", Map.of("lines", lines));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(RestHost.json(reply).text("message")).contains("0 to 10000");
        assertThat(host.done).isEmpty();
    }

    @Test
    void theHostIsToldAsPmDaemonTellsIt() {
        String system = "{\"cpu\":12.50,\"memory\":{\"used\":1000,\"total\":4000,\"percentage\":25},"
                + "\"load_average\":[0.10,0.25,3],\"uptime\":100,\"timestamp\":\"2026-01-01T00:00:00Z\"}";
        assertThat(look("/api/system").object("data").compact()).isEqualTo(system);
        JsonObject status = look("/api/status");
        assertThat(status.object("data").object("system").compact()).isEqualTo(system);
        assertThat(status.object("data").array("processes").values()).hasSize(2);
        assertThat(status.object("data").object("ports").compact()).isEqualTo("{\"allocated\":[3000],\"total\":1}");
        assertThat(status.object("meta").compact())
                .isEqualTo("{\"total\":2,\"version\":\"1.0\",\"timestamp\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void nothingIsCreatedUnlessThatIsAllowed() {
        host.allowCreate = false;
        Reply reply = ask("POST", "/api/processes", "{\"name\":\"web\"}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(RestHost.json(reply).text("message")).contains("web_console.allow_create: true");
        assertThat(host.done).isEmpty();
    }

    @Test
    void whatWasCreatedIsShown() {
        host.created = new Created.Done(RestHost.app(7, "api", "STARTING"));
        Reply reply = ask("POST", "/api/processes", "{\"name\":\"api\",\"script\":\"./run\",\"cwd\":\"/srv/api\"}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(RestHost.json(reply).object("data").integer("pm_id")).isEqualTo(7);
        assertThat(RestHost.json(reply).text("message")).endsWith("/etc/processmaster/config.d/api.yaml");
        assertThat(host.done).containsExactly("create api ./run as nobody" + BY_ANN);
    }

    @Test
    void whatCannotBeCreatedIsToldWithEachProblem() {
        String body = "{\"name\":\"api\",\"script\":\"./run\",\"cwd\":\"/srv/api\",\"user\":\"www\"}";
        assertThat(ask("POST", "/api/processes", body).status()).isEqualTo(409);
        host.created = new Created.Wrong(List.of("process.user: no", "resources.max_memory: no"));
        Reply wrong = ask("POST", "/api/processes", body);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(RestHost.json(wrong).array("problems").texts())
                .containsExactly("process.user: no", "resources.max_memory: no");
        assertThat(RestHost.json(wrong).text("error")).isEqualTo("Failed to create process");
    }
}
