package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody gets into the console who should not, by any path, and nobody does more there than they may. */
final class ConsoleAttackIT {
    private static final String[] CHECKED_HEADERS = {
        "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "cache-control"
    };
    private static final Set<Method> FOR_VIEWERS = EnumSet.copyOf(
            methods("status", "why", "history", "perf", "events", "usage", "ports", "system", "server_version"));
    private static final Set<Method> FOR_OPERATORS =
            EnumSet.copyOf(methods("start", "stop", "restart", "pause", "resume", "logs", "definition"));
    private static final Set<Method> NOT_OVER_HTTP = EnumSet.copyOf(methods("hello", "logs_follow", "events_follow"));

    private static ConsoleUnderTest console;

    @BeforeAll
    static void start() {
        console = ConsoleUnderTest.prepare();
        Fleet.define(console.daemon().home());
        console.start();
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
        }
    }

    private static List<Method> methods(String... names) {
        return Arrays.stream(names)
                .map(name -> Method.named(name).orElseThrow())
                .toList();
    }

    private static Stream<Method> overHttp() {
        return Arrays.stream(Method.values()).filter(method -> !NOT_OVER_HTTP.contains(method));
    }

    private static Role least(Method method) {
        if (FOR_VIEWERS.contains(method)) {
            return Role.VIEWER;
        }
        return FOR_OPERATORS.contains(method) ? Role.OPERATOR : Role.ADMIN;
    }

    /** All that the console serves, as its page, its own description and the documents tell, and what it does not. */
    private static List<String> paths() {
        Caller admin = console.caller(Role.ADMIN);
        List<String> paths = new ArrayList<>(List.of(
                "/",
                "/metrics",
                "/ws",
                "/ws/live",
                "/ws/logs?name=web&file=stdout.log&lines=5",
                "/api/status",
                "/api/processes",
                "/api/processes/0",
                "/api/system",
                "/api/logs/0",
                "/api/v1/session",
                "/api/v1/openapi.json",
                "/api/v1/download?name=web&file=stdout.log",
                "/favicon.ico",
                "/index.html",
                "/nothing/here",
                "/api",
                "/api/v1",
                "/.git/config",
                "/login.css",
                "/logout"));
        overHttp().forEach(method -> paths.add("/api/v1/" + method.wireName()));
        Matcher asset = Pattern.compile("(?:src|href)=\"(/?[^\":?#]+)\"")
                .matcher(admin.get("/").body());
        while (asset.find()) {
            paths.add(asset.group(1).startsWith("/") ? asset.group(1) : "/" + asset.group(1));
        }
        Caller.json(admin.get("/api/v1/openapi.json")).object("paths").members().keySet().stream()
                .map(path -> path.replaceAll("\\{[^}]*}", "0"))
                .forEach(paths::add);
        return paths.stream().distinct().toList();
    }

    private static void assertShut(Caller caller, String verb, String path) {
        HttpResponse<String> answer = caller.send(verb, path, "");
        String what = verb + " " + path;
        assertThat(answer.statusCode()).as(what).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElse(""))
                .as(what)
                .isEqualTo("Basic realm=\"processmaster\", charset=\"UTF-8\"");
        for (String header : CHECKED_HEADERS) {
            assertThat(answer.headers().firstValue(header))
                    .as(what + " " + header)
                    .isPresent();
        }
        assertThat(answer.body()).as(what).doesNotContain("web", "database", "csrf-token");
    }

    @Test
    void withoutCredentialsEverythingIsShutWhateverIsAsked() {
        List<String> paths = paths();
        assertThat(paths).hasSizeGreaterThan(30);
        for (String path : paths) {
            for (String verb : List.of("GET", "HEAD", "POST", "PUT", "DELETE")) {
                // The way in is the only thing that a stranger may send something to.
                if (!path.equals("/logout")) {
                    assertShut(console.stranger(), verb, path);
                }
            }
        }
    }

    @Test
    @Finding(35)
    void wrongCredentialsAreWorthNothing() {
        String good = Caller.basic("admin", ConsoleUnderTest.PASSWORD);
        List<String> wrong = List.of(
                Caller.basic("admin", "wrong"),
                Caller.basic("nobody", ConsoleUnderTest.PASSWORD),
                Caller.basic("Admin", ConsoleUnderTest.PASSWORD),
                Caller.basic("admin", ConsoleUnderTest.PASSWORD + "\0"),
                Caller.basic("", ""),
                Caller.basic("admin", ""),
                "Basic",
                "Basic !!!!",
                "Basic " + "QUFB".repeat(2000),
                good.replace("Basic", "Digest"),
                "Bearer",
                "Bearer " + ConsoleUnderTest.TOKEN + "x",
                "Bearer " + ConsoleUnderTest.TOKEN.toUpperCase(Locale.ROOT),
                "Bearer " + ConsoleUnderTest.PASSWORD);
        for (String header : wrong) {
            int status = console.stranger()
                    .with("Authorization", header)
                    .get("/api/v1/status")
                    .statusCode();
            assertThat(status).as(header).isIn(400, 401, 429, 431);
        }
        for (String cookie :
                List.of("pm_session=", "pm_session=AAAA", "pm_session=" + "A".repeat(43), "pm_session=../")) {
            assertThat(console.stranger().with("Cookie", cookie).get("/").statusCode())
                    .as(cookie)
                    .isEqualTo(401);
        }
        assertThat(console.caller(Role.ADMIN).get("/api/v1/status").statusCode())
                .as("the right one gets in after all that")
                .isEqualTo(200);
    }

    @Test
    void nobodyDoesMoreThanTheirRoleAllows() {
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
            Caller caller = console.caller(role).meaningIt();
            overHttp().filter(method -> !role.includes(least(method))).forEach(method -> {
                for (String params : List.of("{}", "{\"name\":\"web\"}", "{\"names\":[\"web\"]}", "not json")) {
                    HttpResponse<String> answer = caller.call(method.wireName(), params);
                    assertThat(answer.statusCode())
                            .as(role + " " + method + " " + params + " " + answer.body())
                            .isEqualTo(403);
                    JsonObject error = Caller.json(answer).object("error");
                    assertThat(error.text("kind")).as(method.wireName()).isEqualTo("forbidden");
                }
                assertThat(caller.get("/api/v1/" + method.wireName() + "?name=web")
                                .statusCode())
                        .as(role + " GET " + method)
                        .isIn(403, 405);
            });
        }
        for (String path : List.of("/api/v1/download?name=web&file=stdout.log", "/api/logs/0", "/api/logs/web")) {
            assertThat(console.caller(Role.VIEWER).get(path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        Caller viewer = console.caller(Role.VIEWER).meaningIt();
        for (String path : List.of("/api/processes/0/restart", "/api/processes/0/stop", "/api/processes/0/start")) {
            assertThat(viewer.post(path, "{}").statusCode()).as(path).isEqualTo(403);
        }
        assertThat(viewer.send("DELETE", "/api/processes/0", "").statusCode()).isEqualTo(403);
        assertThat(console.daemon().status("web").text("phase")).isEqualTo("RUNNING");
    }

    @Test
    void whatARoleAllowsIsAnswered() {
        for (Role role : Role.values()) {
            Caller caller = console.caller(role);
            assertThat(Caller.json(caller.get("/api/v1/session")).text("role")).isEqualTo(role.word());
            assertThat(caller.get("/api/v1/status").statusCode()).isEqualTo(200);
            assertThat(caller.get("/api/v1/why?name=web").statusCode()).isEqualTo(200);
        }
        // What an app wrote is not for viewers, wherever it stands.
        Await.until("flaky has failed", () -> console.caller(Role.OPERATOR)
                .get("/api/v1/why?name=flaky")
                .body()
                .contains("cannot open the database"));
        for (String path :
                List.of("/api/v1/why?name=flaky", "/api/v1/history?name=flaky", "/api/v1/events", "/metrics")) {
            assertThat(console.caller(Role.VIEWER).get(path).body())
                    .as(path)
                    .doesNotContain("cannot open the database");
        }
    }

    @Test
    void aSecretOfAnAppIsShownToNobody() {
        Caller admin = console.caller(Role.ADMIN);
        for (String path : paths()) {
            if (!path.startsWith("/ws")) {
                assertThat(admin.get(path).body()).as(path).doesNotContain(Fleet.SECRET);
            }
        }
        String definition = admin.get("/api/v1/definition?name=web").body();
        assertThat(definition).contains("DATABASE_PASSWORD").doesNotContain(Fleet.SECRET);
    }

    @Test
    @Finding(31)
    void whatTheTokenIsForWorksWithoutMoreAndIsToldOf() {
        HttpResponse<String> answer = console.script().call("restart", "{\"names\":[\"mail\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(console.script().call("disable", "{\"name\":\"mail\"}").statusCode())
                .isEqualTo(403);
        List<EventEntry> events = console.daemon().remote().events();
        assertThat(events)
                .anyMatch(event -> (event.message() + event.data()).contains("script")
                        && event.app().filter("mail"::equals).isPresent());
        assertThat(events.toString()).doesNotContain(ConsoleUnderTest.TOKEN, ConsoleUnderTest.PASSWORD);
    }
}
