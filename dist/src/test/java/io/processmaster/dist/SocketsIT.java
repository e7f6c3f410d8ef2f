package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real daemon tells over WebSockets, and what of it is left in the journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SocketsIT {
    // Figures and times go on while one looks.
    private static final Set<String> MOVING =
            Set.of("uptime_ms", "cpu_percent", "memory_bytes", "tasks", "pids", "ports");
    private static final int LINES = 4_000;

    private ConsoleUnderTest console;
    private DaemonUnderTest daemon;

    @BeforeAll
    void start() {
        console = ConsoleUnderTest.prepare();
        daemon = console.daemon();
        for (String app : List.of("web", "mail", "api")) {
            daemon.home().defineShell(app, "exec sleep 1000");
        }
        // It goes on when the file "go" is there.
        daemon.home()
                .defineShell(
                        "talker",
                        "seq 1 1000; until [ -e go ]; do sleep 0.1; done; seq 1001 2000;"
                                + " until [ -e more ]; do sleep 0.1; done; seq 2001 " + LINES + "; exec sleep 1000",
                        "logs: {rotation_size: 8k, rotation_backups: 50}");
        console.start();
        for (String app : List.of("web", "mail", "api", "talker")) {
            daemon.remote().awaitPhase(app, "RUNNING");
        }
    }

    @AfterAll
    void end() {
        if (console != null) {
            console.close();
        }
    }

    private static Map<String, JsonObject> byName(JsonArray apps) {
        return apps.objects(app -> app).stream().collect(Collectors.toMap(app -> app.text("application"), app -> app));
    }

    /** What somebody knows who heard all of it. */
    private static Map<String, JsonObject> known(List<JsonObject> told) {
        Map<String, JsonObject> known = new TreeMap<>();
        for (JsonObject message : told) {
            if (message.text("type").equals("apps")) {
                if (message.bool("full")) {
                    known.clear();
                }
                known.putAll(byName(message.array("apps")));
                message.array("removed").texts().forEach(known::remove);
            }
        }
        return known;
    }

    private static Map<String, String> lasting(Map<String, JsonObject> apps) {
        Map<String, String> lasting = new TreeMap<>();
        apps.forEach((name, app) -> app.members().forEach((key, value) -> {
            if (!MOVING.contains(key)) {
                lasting.put(name + "." + key, value.compact());
            }
        }));
        return lasting;
    }

    @Test
    void differencesLeadToWhatStatusTells() {
        try (Listening live = Listening.to(console.caller(Role.VIEWER), "/ws/live")) {
            live.await("the first of everything", told -> told.stream()
                    .map(each -> each.text("type"))
                    .collect(Collectors.toSet())
                    .containsAll(Set.of("hello", "apps", "usage", "events", "system")));
            assertThat(live.told().get(0).text("type")).isEqualTo("hello");
            assertThat(live.told().get(0).text("role")).isEqualTo("viewer");
            assertThat(live.told("apps").get(0).bool("full")).isTrue();

            daemon.pmctl("stop", "mail").expect(0);
            daemon.pmctl("restart", "web").expect(0);
            daemon.home().defineShell("new", "exec sleep 1000").undefine("api");
            daemon.pmctl("update").expect(0);
            daemon.remote().awaitPhase("new", "RUNNING");
            Await.until(
                    "the differences lead to the status",
                    Await.LIMIT,
                    () -> lasting(known(live.told())).equals(lasting(status())),
                    () -> lasting(known(live.told())) + "\n" + lasting(status()));

            assertThat(known(live.told())).containsKeys("new", "mail", "web").doesNotContainKey("api");
            assertThat(known(live.told()).get("mail").text("phase")).isEqualTo("STOPPED");
            List<JsonObject> told = live.told();
            assertThat(told.stream().map(each -> each.integer("seq")).toList())
                    .isEqualTo(LongStream.rangeClosed(1, told.size()).boxed().toList());
            assertThat(told.stream().filter(each -> each.text("type").equals("apps") && each.bool("full")))
                    .as("all the rest were differences")
                    .hasSize(1);
            live.await("the journal is told as well", all -> all.stream()
                    .filter(each -> each.text("type").equals("events"))
                    .anyMatch(each -> each.compact().contains("stop mail by ")));
        }
    }

    private Map<String, JsonObject> status() {
        return byName(
                daemon.pmctl("status", "--format", "json").expect(0).json().array("apps"));
    }

    @Test
    void thePeopleOfPmDaemonAreToldInItsShapes() {
        try (Listening pm = Listening.to(console.caller(Role.VIEWER), "/ws")) {
            pm.await("a list and the host", told -> told.size() >= 2);
            JsonObject list = pm.told("ProcessList").get(0);
            assertThat(list.members()).containsOnlyKeys("type", "processes");
            JsonObject talker = list.array("processes").objects(each -> each).stream()
                    .filter(each -> each.text("id").equals("talker"))
                    .findFirst()
                    .orElseThrow();
            assertThat(talker.members())
                    .containsOnlyKeys(
                            "id",
                            "name",
                            "state",
                            "pid",
                            "uptime",
                            "restarts",
                            "cpu_usage",
                            "memory_usage",
                            "exit_code",
                            "error",
                            "namespace",
                            "instance",
                            "assigned_port");
            assertThat(talker.text("state")).isEqualTo("online");
            assertThat(talker.integer("pid")).isEqualTo(daemon.status("talker").integer("main_pid"));
            JsonObject metrics = pm.told("SystemUpdate").get(0).object("metrics");
            assertThat(metrics.integer("memory_total")).isPositive();
            assertThat(metrics.array("load_average").values()).hasSize(3);

            daemon.home().defineShell("brief", "exec sleep 1000");
            daemon.pmctl("update").expect(0);
            daemon.remote().awaitPhase("brief", "RUNNING");
            daemon.remote().stop("brief");
            pm.await("the stop is told", told -> told.stream()
                    .filter(each -> each.text("type").equals("ProcessUpdate"))
                    .map(each -> each.object("process"))
                    .anyMatch(each -> each.text("id").equals("brief")
                            && each.text("state").equals("stopped")));
        }
    }

    @Test
    void aLogIsFollowedThroughItsRotation() throws Exception {
        Path logs = daemon.home().directory("talker").resolve("logs");
        Caller operator = console.caller(Role.OPERATOR);
        try (Listening log = Listening.to(operator, "/ws/logs?name=talker&file=stdout.log&lines=10000")) {
            log.await("what was written", told -> text(told).endsWith("1000\n"));
            assertThat(log.told().get(0).text("type")).isEqualTo("begin");
            Files.createFile(daemon.home().directory("talker").resolve("go"));
            Await.until("the log is rotated", () -> daemon.remote().told("log_rotated", "stdout.log"));
            Files.createFile(daemon.home().directory("talker").resolve("more"));
            log.await("what came afterwards", told -> text(told).endsWith(LINES + "\n"));

            String all = IntStream.rangeClosed(1, LINES)
                    .mapToObj(number -> number + "\n")
                    .collect(Collectors.joining());
            assertThat(text(log.told())).isEqualTo(all);
            assertThat(Files.size(logs.resolve("stdout.log"))).isLessThan(all.length());
        }
    }

    private static String text(List<JsonObject> told) {
        StringBuilder text = new StringBuilder();
        for (JsonObject message : told) {
            message.findArray("chunks").ifPresent(chunks -> chunks.objects(chunk -> chunk.text("text"))
                    .forEach(text::append));
        }
        return text.toString();
    }

    @Test
    void whatLogsTellIsNotForViewers() {
        HttpResponse<String> answer = console.caller(Role.VIEWER)
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .get("/ws/logs?name=talker");
        assertThat(answer.statusCode()).isNotEqualTo(101);
        assertThat(answer.body()).doesNotContain("1000");
    }

    @Test
    void aLogOutClosesWhatTheSessionOpenedAndIsToldLikeTheLogIn() {
        HttpResponse<String> entered = console.stranger()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/login", "user=operator&password=" + ConsoleUnderTest.PASSWORD.replace(' ', '+'));
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(303);
        String session = cookie(entered, "pm_session");
        Caller person = console.stranger().with("Cookie", session);
        HttpResponse<String> proof = person.get("/api/v1/session");
        assertThat(proof.statusCode()).isEqualTo(200);
        Caller meaningIt = person.with("Cookie", session + "; " + cookie(proof, "pm_csrf"))
                .with("X-CSRF-Token", Caller.json(proof).text("csrf_token"));

        // As a browser says it; a session opens none without it.
        Caller browser = person.with("Origin", person.base());
        try (Listening live = Listening.to(browser, "/ws/live");
                Listening log = Listening.to(browser, "/ws/logs?name=web")) {
            live.await("a greeting", told -> !told.isEmpty());
            log.await("a beginning", told -> !told.isEmpty());
            assertThat(live.isOver() || log.isOver()).isFalse();
            assertThat(meaningIt.post("/logout", "").statusCode()).isEqualTo(204);
            Await.until("both are closed", () -> live.isOver() && log.isOver());
        }
        assertThat(person.get("/api/v1/status").statusCode()).isEqualTo(401);
        assertThat(console.stranger()
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .send("POST", "/login", "user=mallory&password=wrong")
                        .statusCode())
                .isEqualTo(401);

        assertThat(daemon.remote().told("login", "web:operator")).isTrue();
        assertThat(daemon.remote().told("logout", "web:operator")).isTrue();
        assertThat(daemon.remote().told("login_failed", "as mallory from 127.0.0.1"))
                .isTrue();
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + " in " + answer.headers()));
    }

    @Test
    @Finding(31)
    void aStopOverHttpIsToldBeforeWhatComesOfIt() {
        daemon.home().defineShell("audited", "exec sleep 1000");
        daemon.pmctl("update").expect(0);
        daemon.remote().awaitPhase("audited", "RUNNING");
        long before = daemon.remote().events().stream()
                .mapToLong(EventEntry::seq)
                .max()
                .orElseThrow();

        assertThat(console.caller(Role.OPERATOR)
                        .meaningIt()
                        .call("stop", "{\"names\":[\"audited\"]}")
                        .statusCode())
                .isEqualTo(200);

        List<EventEntry> since = daemon.remote().events().stream()
                .filter(event -> event.seq() > before)
                .filter(event -> event.app().filter("audited"::equals).isPresent()
                        || event.message().contains("audited"))
                .toList();
        EventEntry first = since.get(0);
        assertThat(first.event()).isEqualTo("requested");
        assertThat(first.message()).startsWith("stop audited by web:operator");
        assertThat(first.data()).containsEntry("actor", "web:operator address=127.0.0.1");
        assertThat(since.subList(1, since.size()))
                .isNotEmpty()
                .noneMatch(event -> event.event().equals("requested"))
                .anyMatch(event -> event.message().contains("STOPPED"));
    }
}
