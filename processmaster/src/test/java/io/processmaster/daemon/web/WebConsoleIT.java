package io.processmaster.daemon.web;

import static io.processmaster.daemon.web.ConsoleUnderTest.basic;
import static io.processmaster.daemon.web.ConsoleUnderTest.body;
import static io.processmaster.daemon.web.ConsoleUnderTest.status;
import static io.processmaster.daemon.web.ConsoleUnderTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.rpc.ScriptedControl;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebConsoleIT {
    private static final String ANN = basic("ann", "secret");
    private static final String ROBOT = "Authorization: Bearer works";
    private static final String LOOKER = "Authorization: Bearer looks";
    private static final String JSON = "Content-Type: application/json";
    private ConsoleUnderTest console;

    @BeforeEach
    void open() throws IOException {
        console = new ConsoleUnderTest();
    }

    @AfterEach
    void close() {
        console.close();
    }

    private JsonObject description() throws IOException {
        return JsonReader.readObject(body(console.ask("GET /api/v1/openapi.json", "", ROBOT)));
    }

    @Test
    void nothingIsServedToWhoIsNotKnown() throws IOException {
        Set<String> paths =
                new TreeSet<>(description().object("paths").members().keySet());
        assertThat(paths).contains("/", "/logout", "/api/v1/session", "/api/v1/stop");
        paths.addAll(List.of("/nothing", "/ws/test", "/index.html", "/favicon.ico", "/login"));
        for (String path : paths) {
            for (String credentials : List.of("X: none", "Authorization: Bearer wrong", "Authorization: nonsense")) {
                String answer = console.ask("GET " + path, "", credentials);
                assertThat(status(answer)).as("%s with %s", path, credentials).isEqualTo(401);
                assertThat(answer)
                        .contains("WWW-Authenticate: Basic realm=\"processmaster\", charset=\"UTF-8\"")
                        .contains("X-Frame-Options: DENY")
                        .contains("Content-Security-Policy: default-src 'none'");
            }
        }
        assertThat(console.ask("GET /", "", "Accept: text/html")).contains("action=\"/login\"");
    }

    @Test
    void theDescriptionTellsExactlyWhatIsServed() throws IOException {
        JsonObject paths = description().object("paths");
        for (String path : paths.members().keySet()) {
            Set<String> told = new TreeSet<>();
            paths.object(path).members().keySet().forEach(verb -> told.add(verb.toUpperCase(Locale.ROOT)));
            String answer = console.ask("OPTIONS " + path, "", ROBOT);
            Matcher allow = Pattern.compile("Allow: ([A-Z, ]+)").matcher(answer);
            assertThat(allow.find()).as(answer).isTrue();
            Set<String> served = new TreeSet<>(List.of(allow.group(1).split(", ", -1)));
            served.removeAll(List.of("OPTIONS", "HEAD"));
            assertThat(told).as(path).isEqualTo(served);
        }
        for (Method method : Method.values()) {
            boolean served = method != Method.HELLO && method.effect() != Method.Effect.STREAMS;
            assertThat(paths.members().containsKey("/api/v1/" + method.wireName()))
                    .isEqualTo(served);
        }
    }

    @Test
    void aMethodIsCalledOnBehalfOfWhoAsks() throws IOException {
        String answer = console.ask("POST /api/v1/stop", "{\"names\":[\"web\"]}", ROBOT, JSON);
        assertThat(status(answer)).as(answer).isEqualTo(200);
        assertThat(console.control.asked).contains("stop [web] by web:robot address=127.0.0.1");
        String unknown = console.ask("POST /api/v1/stop", "{\"names\":[\"ghost\"]}", ROBOT, JSON);
        assertThat(status(unknown)).isEqualTo(404);
        assertThat(body(unknown)).contains("\"kind\":\"unknown_app\"");
        String bug = console.ask("POST /api/v1/stop", "{\"names\":[\"bug\"]}", ROBOT, JSON);
        assertThat(status(bug)).isEqualTo(500);
        assertThat(body(bug)).contains("\"reference\"").doesNotContain("scripted bug");
    }

    @Test
    void aRoleThatIsTooLowIsRefused() throws IOException {
        assertThat(status(console.ask("GET /api/v1/status", "", LOOKER))).isEqualTo(200);
        String answer = console.ask("POST /api/v1/stop", "{\"names\":[\"web\"]}", LOOKER, JSON);
        assertThat(status(answer)).isEqualTo(403);
        assertThat(body(answer)).contains("\"kind\":\"forbidden\"");
        assertThat(console.control.asked).noneMatch(asked -> asked.startsWith("stop"));
    }

    @Test
    void whatAnAppWroteIsNotForViewers() throws IOException {
        for (String method : List.of("why", "history")) {
            String get = "GET /api/v1/" + method + "?name=chatty";
            assertThat(body(console.ask(get, "", ROBOT))).contains(ScriptedControl.OUTPUT);
            String ofGet = body(console.ask(get, "", LOOKER));
            String ofPost = body(console.ask("POST /api/v1/" + method, "{\"name\":\"chatty\"}", LOOKER, JSON));
            for (String answer : List.of(ofGet, ofPost)) {
                assertThat(answer).contains("\"stderr_tail\":[]").doesNotContain(ScriptedControl.OUTPUT);
            }
        }
    }

    @Test
    void aChangeByPasswordHasToBeMeant() throws IOException {
        String stop = "{\"names\":[\"web\"]}";
        String without = console.ask("POST /api/v1/stop", stop, ANN, JSON);
        assertThat(status(without)).isEqualTo(403);
        assertThat(body(without)).contains("csrf check failed");
        String session = console.ask("GET /api/v1/session", "", ANN);
        String token = JsonReader.readObject(body(session)).text("csrf_token");
        String cookie = "Cookie: pm_csrf=" + token;
        String header = "X-CSRF-Token: " + token;
        assertThat(status(console.ask("POST /api/v1/stop", stop, ANN, JSON, header)))
                .isEqualTo(403);
        assertThat(status(console.ask("POST /api/v1/stop", stop, ANN, JSON, cookie, "X-CSRF-Token: x.y")))
                .isEqualTo(403);
        assertThat(status(console.ask(
                        "POST /api/v1/stop", stop, ANN, JSON, cookie, header, "Sec-Fetch-Site: cross-site")))
                .isEqualTo(403);
        assertThat(status(console.ask("POST /api/v1/stop", stop, ANN, JSON, cookie, header, "Origin: http://evil")))
                .isEqualTo(403);
        assertThat(status(console.ask("POST /api/v1/stop", stop, ANN, JSON, cookie, header)))
                .isEqualTo(200);
    }

    @Test
    void aSessionBeginsWithTheFormAndEndsWithLogOut() throws IOException {
        String wrong = console.ask("POST /login", "user=ann&password=wrong");
        assertThat(status(wrong)).isEqualTo(401);
        assertThat(status(console.ask("POST /login", "user=ann&password=secret", "Origin: null")))
                .isEqualTo(403);
        String right = console.ask("POST /login", "user=ann&password=secret");
        assertThat(status(right)).isEqualTo(303);
        Matcher id = Pattern.compile("Set-Cookie: pm_session=([^;]+); Path=/; HttpOnly; SameSite=Strict")
                .matcher(right);
        assertThat(id.find()).as(right).isTrue();
        String cookie = "pm_session=" + id.group(1);
        String session = console.ask("GET /api/v1/session", "", "Cookie: " + cookie);
        assertThat(status(session)).isEqualTo(200);
        String token = JsonReader.readObject(body(session)).text("csrf_token");
        String out =
                console.ask("POST /logout", "", "Cookie: " + cookie + "; pm_csrf=" + token, "X-CSRF-Token: " + token);
        assertThat(status(out)).as(out).isEqualTo(204);
        assertThat(out).contains("pm_signed_out=1");
        assertThat(status(console.ask("GET /api/v1/session", "", "Cookie: " + cookie)))
                .isEqualTo(401);
        String signedOut = console.ask("GET /", "", ANN, "Cookie: pm_signed_out=1", "Accept: text/html");
        assertThat(status(signedOut)).isEqualTo(401);
        assertThat(signedOut).doesNotContain("WWW-Authenticate");
        assertThat(console.events.lines())
                .anyMatch(event -> event.startsWith("login_failed log-in as ann from 127.0.0.1"))
                .anyMatch(event -> event.startsWith("login web:ann"))
                .anyMatch(event -> event.startsWith("logout web:ann"));
    }

    @Test
    void slowAndIdleClientsKeepNobodyWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = console.connect();
                slow.add(socket);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(status(console.ask("GET /api/v1/status", "", ROBOT))).isEqualTo(200);
            assertThat(slow.get(0).getInputStream().read()).as("cut off").isEqualTo(-1);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aFloodOfStrangersKeepsNobodyOutWhoIsKnown() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        try (Socket known = console.connect()) {
            String ask = "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\n" + ROBOT + "\r\n\r\n";
            known.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            assertThat(until(known, "\"apps\"")).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 1_100; i++) {
                strangers.add(console.connect());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(status(console.ask("GET /api/v1/status", "", ROBOT))).isEqualTo(200);
            }
            known.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            assertThat(until(known, "\"apps\"")).contains("HTTP/1.1 200");
            assertThat(strangers.get(0).getInputStream().read()).as("made way").isEqualTo(-1);
        } finally {
            for (Socket socket : strangers) {
                socket.close();
            }
        }
    }

    @Test
    void largeAnswersThatNobodyTakesDoNotPileUp() throws IOException {
        String ask = "GET /api/v1/why?name=huge HTTP/1.1\r\nHost: localhost\r\n" + ROBOT + "\r\n\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            List<String> statuses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Socket socket = console.connect();
                slow.add(socket);
                socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
                statuses.add(until(socket, "\r\n").strip());
            }
            assertThat(statuses).startsWith("HTTP/1.1 200 OK").endsWith("HTTP/1.1 503 Service Unavailable");
            assertThat(status(console.ask("GET /api/v1/status", "", ROBOT))).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        String answer = "";
        long end = System.nanoTime() + 60_000_000_000L;
        while (status(answer) != 200 && System.nanoTime() < end) {
            answer = console.ask("GET /api/v1/why?name=huge", "", ROBOT);
        }
        assertThat(answer.length()).isGreaterThan(ScriptedControl.HUGE - 7);
    }
}
