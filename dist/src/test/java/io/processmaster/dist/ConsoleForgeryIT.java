package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What another site, or a page under another name, makes a logged-in browser send is refused. */
final class ConsoleForgeryIT {
    private static final String STOP = "{\"names\":[\"web\"]}";

    private static ConsoleUnderTest console;
    private static Caller admin;

    @BeforeAll
    static void start() {
        console = ConsoleUnderTest.prepare();
        Fleet.define(console.daemon().home());
        console.start();
        admin = console.caller(Role.ADMIN);
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
        }
    }

    private static void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).as(why + ": " + answer.body()).isEqualTo(403);
        assertThat(console.daemon().status("web").text("phase")).as(why).isEqualTo("RUNNING");
    }

    @Test
    @Finding(1)
    void aChangeThatIsNotMeantIsNotMade() {
        Caller meaning = admin.meaningIt();
        String token = meaning.headers().get("X-CSRF-Token");
        String cookie = meaning.headers().get("Cookie");
        Caller other = console.caller(Role.OPERATOR).meaningIt();
        String othersToken = other.headers().get("X-CSRF-Token");
        String othersCookie = other.headers().get("Cookie");

        assertRefused(admin.call("stop", STOP), "neither header nor cookie");
        assertRefused(admin.with("X-CSRF-Token", token).call("stop", STOP), "no cookie");
        assertRefused(admin.with("Cookie", cookie).call("stop", STOP), "no header");
        assertRefused(meaning.with("X-CSRF-Token", token + "x").call("stop", STOP), "another header");
        assertRefused(meaning.with("X-CSRF-Token", "").call("stop", STOP), "an empty header");
        assertRefused(
                admin.with("X-CSRF-Token", "a").with("Cookie", "pm_csrf=a").call("stop", STOP), "one made up");
        assertRefused(
                admin.with("X-CSRF-Token", othersToken)
                        .with("Cookie", othersCookie)
                        .call("stop", STOP),
                "that of another user");
        assertThat(meaning.call("status", "{}").statusCode()).isEqualTo(200);
        assertThat(Caller.json(admin.call("stop", STOP)).object("error").text("message"))
                .contains("csrf check failed");
    }

    @Test
    @Finding(1)
    void aChangeFromAnotherSiteIsNotMadeThoughEverythingElseIsRight() {
        Caller meaning = admin.meaningIt();
        List<String> foreign = List.of(
                "http://evil.example",
                "null",
                "https://127.0.0.1.evil.example:" + console.port(),
                "http://127.0.0.1:" + (console.port() - 1),
                "http://127.0.0.1",
                "http://user@127.0.0.1:" + console.port() + ".evil.example",
                "file://",
                "");
        for (String origin : foreign) {
            assertRefused(meaning.with("Origin", origin).call("stop", STOP), "Origin " + origin);
        }
        assertRefused(meaning.with("Sec-Fetch-Site", "cross-site").call("stop", STOP), "cross-site");
        assertThat(meaning.with("Origin", console.url("")).call("status", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aForeignNameForThisHostIsRefusedBeforeAnythingElse() {
        String port = ":" + console.port();
        List<String> answered = new ArrayList<>();
        List<String> foreign = List.of(
                "evil.example",
                "evil.example" + port,
                "127.0.0.1.evil.example" + port,
                "localhost.evil.example" + port,
                "localhost" + port + "@evil.example",
                "2130706433" + port,
                "0.0.0.0" + port,
                "");
        for (String host : foreign) {
            RawHttp.Answer answer = ask("Host: " + host);
            if (answer.status() != 421 && answer.status() != 403 && answer.status() != 400) {
                answered.add(host + " " + answer.status());
            }
        }
        RawHttp.Answer none = ask("X-Nothing: here");
        RawHttp.Answer two = ask("Host: " + console.authority(), "Host: evil.example");

        assertThat(answered).isEmpty();
        assertThat(none.isRefusal()).as("without a Host").isTrue();
        assertThat(two.isRefusal()).as("with two of them").isTrue();
        for (String good : List.of("localhost" + port, "127.0.0.1" + port, "[::1]" + port, "LOCALHOST" + port)) {
            assertThat(ask("Host: " + good).status()).as(good).isEqualTo(200);
        }
    }

    private static RawHttp.Answer ask(String... hosts) {
        List<String> headers = new ArrayList<>(List.of(hosts));
        headers.add("Authorization: " + Caller.basic("admin", ConsoleUnderTest.PASSWORD));
        return RawHttp.at(console.port()).ask("GET /api/v1/status HTTP/1.1", headers.toArray(String[]::new));
    }

    @Test
    void aWebSocketOfAnotherSiteIsNotOpened() {
        for (String path : List.of("/ws", "/ws/live", "/ws/logs?name=web&file=stdout.log")) {
            assertThat(handshake(path, "Origin: http://evil.example").status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(handshake(path, "Origin: null").status()).as(path).isEqualTo(403);
        }
        RawHttp.Answer shut = RawHttp.at(console.port())
                .ask(
                        "GET /ws/live HTTP/1.1",
                        "Host: " + console.authority(),
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(shut.status()).isEqualTo(401);
    }

    private static RawHttp.Answer handshake(String path, String origin) {
        return RawHttp.at(console.port())
                .sayForHead(String.join(
                        "\r\n",
                        "GET " + path + " HTTP/1.1",
                        "Host: " + console.authority(),
                        "Authorization: " + Caller.basic("admin", ConsoleUnderTest.PASSWORD),
                        origin,
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "",
                        ""));
    }

    @Test
    void aScriptWhoseSessionEndedIsToldWithoutAWindowOfTheBrowser() {
        for (String mode : List.of("cors", "same-origin", "websocket")) {
            HttpResponse<String> answer =
                    console.stranger().with("Sec-Fetch-Mode", mode).get("/api/v1/session");
            assertThat(answer.statusCode()).as(mode).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).as(mode).isEmpty();
        }
        HttpResponse<String> page =
                console.stranger().with("Sec-Fetch-Mode", "navigate").get("/");
        assertThat(page.headers().firstValue("www-authenticate")).isPresent();
    }

    @Test
    void whoLoggedOutIsOut() {
        HttpResponse<String> page = admin.with("Accept", "text/html").get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        List<String> cookies = page.headers().allValues("set-cookie");
        assertThat(cookies).isNotEmpty().allSatisfy(cookie -> assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Path=/"));
        String jar = String.join(
                "; ", cookies.stream().map(each -> each.split(";", 2)[0]).toList());
        Caller session = console.stranger().with("Cookie", jar);
        assertThat(session.get("/api/v1/status").statusCode()).isEqualTo(200);
        assertThat(session.post("/logout", "").statusCode())
                .as("by another site")
                .isEqualTo(403);

        String token = Caller.json(session.get("/api/v1/session")).text("csrf_token");
        HttpResponse<String> out = session.with("X-CSRF-Token", token).post("/logout", "");

        assertThat(out.statusCode()).as(out.body()).isBetween(200, 303);
        assertThat(session.get("/api/v1/status").statusCode()).isEqualTo(401);
        HttpResponse<String> cached = admin.with("Cookie", "pm_signed_out=1")
                .with("Accept", "text/html")
                .get("/");
        assertThat(cached.statusCode()).isEqualTo(401);
        assertThat(cached.headers().firstValue("www-authenticate")).isEmpty();
        assertThat(cached.body()).contains("<form");
    }
}
