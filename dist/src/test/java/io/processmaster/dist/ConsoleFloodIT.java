package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever sends very much, or very slowly, is bounded, and the daemon goes on working for everybody else. */
final class ConsoleFloodIT {
    private static final int LOGINS = 10_000;
    private static final int AT_A_TIME = 100;
    private static final int SOCKETS = 500;
    private static final int SLOW = 300;

    /** What a daemon may grow by under any of it: far less than what was thrown at it, more than caches and buffers. */
    private static final long MOST_GROWTH_KIB = 160 << 10;

    /** A right password waits so long at the most, by the documents; the rest is for a busy host. */
    private static final Duration RIGHT_PASSWORD = Duration.ofSeconds(30 + 10);

    private static final String HANDSHAKE =
            """
            GET %s HTTP/1.1\r
            Host: 127.0.0.1:%d\r
            Authorization: %s\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
            \r
            """;

    private final List<Socket> sockets = new ArrayList<>();
    private ConsoleUnderTest console;
    private long before;

    @BeforeEach
    void start() {
        console = ConsoleUnderTest.prepare();
        Fleet.define(console.daemon().home());
        console.start();
        assertAlive(session());
        before = console.residentKib();
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        if (console != null) {
            console.close();
        }
    }

    /** Somebody who logged in before the trouble began. */
    private Caller session() {
        HttpResponse<String> page =
                console.caller(Role.ADMIN).with("Accept", "text/html").get("/");
        String cookie = page.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("pm_session="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no session: " + page.headers()));
        return console.stranger().with("Cookie", cookie.split(";", 2)[0]);
    }

    private void assertAlive(Caller session) {
        assertThat(session.get("/api/v1/status").statusCode()).isEqualTo(200);
        console.daemon().pmctl("status").expect(0);
    }

    private void assertFlat() {
        long growth = console.residentKib() - before;
        System.out.println("the daemon grew by " + growth + " KiB from " + before + " KiB");
        assertThat(growth).as("growth in KiB from %d", before).isLessThan(MOST_GROWTH_KIB);
    }

    @Test
    @Finding({12, 30})
    void tenThousandWrongPasswordsInABurstHoldUpNobodyForLong() {
        Caller session = session();
        Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
        Semaphore room = new Semaphore(AT_A_TIME);
        Caller stranger = console.stranger();
        HttpClient client = stranger.client();
        for (int i = 0; i < LOGINS; i++) {
            room.acquireUninterruptibly();
            Caller wrong = stranger.with("Authorization", Caller.basic("admin", "wrong" + i));
            var unused = client.sendAsync(
                            wrong.request("GET", "/api/v1/status", ""), HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        int status = failure == null ? answer.statusCode() : 0;
                        answers.computeIfAbsent(status, any -> new AtomicInteger())
                                .incrementAndGet();
                        room.release();
                    });
            if (i % (LOGINS / 10) == LOGINS / 20) {
                assertAlive(session);
            }
        }
        assertAlive(session);
        long asked = System.nanoTime();
        Caller right = console.caller(Role.OPERATOR);
        Await.until(
                "the right password gets in",
                RIGHT_PASSWORD,
                () -> right.get("/api/v1/status").statusCode() == 200,
                () -> answers.toString());
        System.out.println("the right password waited "
                + Duration.ofNanos(System.nanoTime() - asked).toMillis() + " ms after " + new TreeMap<>(answers));
        assertThat(System.nanoTime() - asked).isLessThan(RIGHT_PASSWORD.toNanos());
        Await.until(
                "everybody got an answer",
                Await.LIMIT.multipliedBy(4),
                () -> room.availablePermits() == AT_A_TIME,
                answers::toString);

        assertThat(answers.keySet()).as(answers.toString()).isSubsetOf(401, 429);
        assertThat(answers.get(429).get()).as(answers.toString()).isGreaterThan(LOGINS / 2);
        assertThat(console.daemon().remote().events().stream()
                        .filter(event -> event.component().equals("web"))
                        .count())
                .as("one line in a minute tells of all of it")
                .isLessThan(20);
        assertFlat();
    }

    @Test
    void clientsThatSayNextToNothingTakeNothingFromOthers() throws IOException {
        Caller session = session();
        String head = "POST /api/v1/status HTTP/1.1\r\nHost: " + console.authority() + "\r\n";
        List<String> beginnings = List.of(
                "",
                "G",
                head,
                head + "Authorization: " + Caller.basic("admin", ConsoleUnderTest.PASSWORD)
                        + "\r\nContent-Length: 1000\r\n\r\n{",
                head + "Authorization: Basic AAAA\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nh");
        for (int i = 0; i < SLOW; i++) {
            Socket socket = RawHttp.at(console.port()).open();
            sockets.add(socket);
            socket.getOutputStream().write(beginnings.get(i % beginnings.size()).getBytes(StandardCharsets.ISO_8859_1));
        }

        assertAlive(session);
        assertThat(console.caller(Role.OPERATOR).get("/api/v1/status").statusCode())
                .isEqualTo(200);
        for (int i = 1; i < beginnings.size(); i++) {
            // Whoever began and does not go on is sent away, with or without a word.
            Socket socket = sockets.get(i);
            byte[] answer = socket.getInputStream().readNBytes(1 << 16);
            assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                    .as(beginnings.get(i))
                    .doesNotContain(" 200 ");
        }
        assertAlive(session);
        assertFlat();
    }

    @Test
    void fiveHundredWebSocketsThatReadNothingCostLittle() throws IOException {
        Caller session = session();
        int opened = 0;
        for (int i = 0; i < SOCKETS; i++) {
            Socket socket = RawHttp.at(console.port()).open();
            sockets.add(socket);
            String path = List.of("/ws/live", "/ws", "/ws/logs?name=web&file=stdout.log&lines=5")
                    .get(i % 3);
            String request =
                    HANDSHAKE.formatted(path, console.port(), Caller.basic("admin", ConsoleUnderTest.PASSWORD));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
            String line = new String(status, StandardCharsets.ISO_8859_1);
            // Streams of logs have a limit of their own.
            assertThat(line).isIn("HTTP/1.1 101", "HTTP/1.1 503", "HTTP/1.1 429");
            opened += line.endsWith("101") ? 1 : 0;
        }
        assertThat(opened).isGreaterThan(SOCKETS / 2);

        for (int i = 0; i < 20; i++) {
            console.daemon().remote().restart("mail");
            assertAlive(session);
        }
        assertThat(console.caller(Role.VIEWER).get("/metrics").statusCode()).isEqualTo(200);
        assertFlat();
    }
}
