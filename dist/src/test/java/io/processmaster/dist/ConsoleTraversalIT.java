package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import io.processmaster.common.rpc.Method;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No path, parameter, header or verb of an administrator leads out of what the console is there for. */
final class ConsoleTraversalIT {
    private static final List<String> WAYS_OUT = List.of(
            "../../../../../../etc/passwd",
            "..%2f..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "..%252f..%252f..%252fetc%252fpasswd",
            "....//....//....//etc/passwd",
            "..\\..\\..\\etc\\passwd",
            "/etc/passwd",
            "//etc/passwd",
            "file:///etc/passwd",
            "web/../../etc/passwd",
            "stdout.log\0.txt",
            "stdout.log%00",
            "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
            "~root/.bashrc",
            "$(cat /etc/passwd)",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "a".repeat(3000));

    private static ConsoleUnderTest console;
    private static Caller admin;

    @BeforeAll
    static void start() {
        console = ConsoleUnderTest.prepare();
        Fleet.define(console.daemon().home());
        console.start();
        admin = console.caller(Role.ADMIN).meaningIt();
        Await.until("web wrote something", () -> admin.get("/api/v1/download?name=web&file=stdout.log")
                .body()
                .contains("listening"));
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
        }
    }

    private static void assertNothingOfTheHost(String what, String answer) {
        assertThat(answer).as(what).doesNotContain("root:x:0:0", "root:*:0:0", "/bin/bash\n");
    }

    @Test
    void noParameterOfAnyMethodLeadsToAFile() {
        for (String way : WAYS_OUT) {
            String json = way.replace("\\", "\\\\").replace("\"", "\\\"").replace("\0", "\\u0000");
            for (Method method : Method.values()) {
                for (String key : List.of("name", "names", "file", "id", "grep")) {
                    String value = key.equals("names") ? "[\"" + json + "\"]" : "\"" + json + "\"";
                    String params = "{\"" + key + "\":" + value + "}";
                    if (key.equals("file")) {
                        params = "{\"name\":\"web\",\"file\":\"" + json + "\"}";
                    }
                    HttpResponse<String> answer = admin.call(method.wireName(), params);
                    String what = method + " " + params;
                    assertThat(answer.statusCode()).as(what).isLessThan(500);
                    assertNothingOfTheHost(what, answer.body());
                }
            }
        }
    }

    @Test
    void noQueryLeadsToAFile() {
        for (String way : WAYS_OUT) {
            String value = URLEncoder.encode(way, StandardCharsets.UTF_8);
            List<String> paths = List.of(
                    "/api/v1/download?name=web&file=" + value,
                    "/api/v1/download?name=" + value + "&file=stdout.log",
                    "/api/v1/logs?name=web&file=" + value,
                    "/api/v1/status?names=" + value,
                    "/api/logs/0?lines=" + value,
                    "/api/logs/" + value,
                    "/api/processes/" + value);
            for (String path : paths) {
                RawHttp.Answer answer = raw("GET " + path + " HTTP/1.1");
                assertNothingOfTheHost(path, answer.text());
                assertThat(answer.status()).as(path).isBetween(200, 499);
                if (path.contains("download")) {
                    assertThat(answer.status()).as(path).isBetween(400, 499);
                }
            }
        }
    }

    @Test
    void noPathLeadsToAFile() {
        List<String> starts = List.of("/", "/assets/", "/api/v1/", "/api/", "/ws/", "/static/../", "/./", "//");
        for (String start : starts) {
            for (String way : WAYS_OUT) {
                String path = start + way.replace(" ", "%20").replace("\0", "%00");
                RawHttp.Answer answer = raw("GET " + path + " HTTP/1.1");
                assertNothingOfTheHost(path, answer.text());
                assertThat(answer.isRefusal() || !answer.text().contains("pm-it-"))
                        .as(path + " " + answer.status())
                        .isTrue();
                assertThat(answer.status()).as(path).isLessThan(500);
            }
        }
    }

    @Test
    void aVerbThatIsNotMeantForAPathIsRefused() {
        for (String verb : List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "PUT", "PATCH", "DELETE", "FOO", "get")) {
            RawHttp.Answer answer = raw(verb + " /api/v1/status HTTP/1.1");
            assertThat(answer.isRefusal()).as(verb + " " + answer.status()).isTrue();
            assertThat(answer.status()).as(verb).isLessThan(500);
        }
        assertThat(raw("GET /api/v1/stop?names=web HTTP/1.1").isRefusal()).isTrue();
        for (String trick : List.of("X-HTTP-Method-Override: POST", "X-Method-Override: POST", "X-HTTP-Method: POST")) {
            assertThat(raw("GET /api/v1/stop?names=web HTTP/1.1", trick).isRefusal())
                    .as(trick)
                    .isTrue();
        }
        assertThat(console.daemon().status("web").text("phase")).isEqualTo("RUNNING");
    }

    @Test
    void headersThatSayWhoItIsAreNotBelieved() {
        List<String> tricks = List.of(
                "X-Forwarded-User: admin",
                "Remote-User: admin",
                "X-Remote-User: admin",
                "X-Original-URL: /api/v1/status",
                "X-Rewrite-URL: /api/v1/status",
                "Forwarded: for=127.0.0.1;by=admin",
                "Proxy-Authorization: " + Caller.basic("admin", ConsoleUnderTest.PASSWORD));
        for (String trick : tricks) {
            RawHttp.Answer answer = RawHttp.at(console.port())
                    .ask("GET /api/v1/status HTTP/1.1", "Host: " + console.authority(), trick);
            assertThat(answer.status()).as(trick).isEqualTo(401);
        }
    }

    @Test
    void requestsThatTwoServersReadInTwoWaysAreRefused() {
        String head = "POST /api/v1/status HTTP/1.1\r\nHost: " + console.authority() + "\r\nAuthorization: "
                + Caller.basic("admin", ConsoleUnderTest.PASSWORD) + "\r\n";
        String smuggled = "0\r\n\r\nGET /api/v1/events HTTP/1.1\r\nHost: " + console.authority() + "\r\n\r\n";
        List<String> requests = List.of(
                head + "Content-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello!",
                head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + smuggled,
                head + "Transfer-Encoding: chunked, identity\r\nConnection: close\r\n\r\n" + smuggled,
                head + "Content-Length: -1\r\nConnection: close\r\n\r\n",
                head + "Content-Length: 99999999999\r\nConnection: close\r\n\r\n",
                head + "X-Long: " + "a".repeat(1 << 18) + "\r\nConnection: close\r\n\r\n",
                head + "X: y\r\n".repeat(5000) + "Connection: close\r\n\r\n",
                "GET /" + "a".repeat(1 << 18) + " HTTP/1.1\r\nHost: " + console.authority() + "\r\n\r\n",
                "GET /\0 HTTP/1.1\r\nHost: " + console.authority() + "\r\nConnection: close\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "hello\r\n\r\n");
        for (String request : requests) {
            RawHttp.Answer answer = RawHttp.at(console.port()).say(request);
            String what = request.substring(0, Math.min(request.length(), 300)) + " → " + answer.text();
            assertThat(answer.isRefusal()).as(what).isTrue();
            assertThat(answer.text().split("HTTP/1.1 ", -1)).as(what).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatIsSentBackIsNoMarkupAndNoHeader() {
        String script = "%3Cscript%3Ealert(1)%3C/script%3E";
        for (String path : List.of("/" + script, "/api/v1/" + script, "/api/v1/why?name=" + script)) {
            RawHttp.Answer answer = raw("GET " + path + " HTTP/1.1");
            boolean html = answer.headers("content-type").toString().contains("html");
            assertThat(html && answer.text().contains("<script>alert")).as(path).isFalse();
        }
        for (String path : List.of("/%0d%0aX-Evil:%20yes", "/api/v1/download?name=web&file=%0d%0aX-Evil:%20yes")) {
            assertThat(raw("GET " + path + " HTTP/1.1").headers("x-evil"))
                    .as(path)
                    .isEmpty();
        }
        HttpResponse<String> file = admin.get("/api/v1/download?name=web&file=stdout.log");
        assertThat(file.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(file.headers().firstValue("content-disposition").orElse("")).startsWith("attachment");
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        List<String> bodies = List.of(
                "[]",
                "1",
                "null",
                "{",
                "{}}",
                "{\"names\":\"web\"}",
                "{\"nams\":[\"web\"]}",
                "[".repeat(100_000),
                "{\"a\":".repeat(10_000),
                "{\"name\":\"" + "a".repeat(3_000_000) + "\"}",
                "\ufeff{}");
        for (String body : bodies) {
            HttpResponse<String> answer = admin.call("why", body);
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(40, body.length())))
                    .isIn(400, 404, 413);
        }
        String all = Arrays.toString(Method.values());
        assertThat(admin.call("no_such_method", "{}").statusCode()).as(all).isEqualTo(404);
    }

    private static RawHttp.Answer raw(String requestLine, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Host: " + console.authority();
        all[headers.length + 1] = "Authorization: " + Caller.basic("admin", ConsoleUnderTest.PASSWORD);
        return RawHttp.at(console.port()).ask(requestLine, all);
    }
}
