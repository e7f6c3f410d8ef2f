package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.auth.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Findings about who gets in over HTTP, what is remembered of them, and what a page makes possible. */
final class ConsoleFindingsIT {
    private static final int ROUNDS = 15;
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]+)\"");

    private static ConsoleUnderTest console;

    @BeforeAll
    static void start() {
        console = ConsoleUnderTest.prepare();
        console.daemon().home().defineShell("web", "exec sleep 1000");
        console.start();
        console.daemon().awaitPhase("web", "RUNNING");
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
        }
    }

    @Test
    @Finding(1)
    void theFirstPageHasTheTokenAndNothingIsChangedWithoutIt() {
        Caller admin = console.caller(Role.ADMIN);
        HttpResponse<String> page = admin.with("Accept", "text/html").get("/");
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        String cookie = page.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("pm_csrf="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("; SameSite=Strict");
        Caller withCookie = admin.with("Cookie", cookie.split(";", 2)[0]);
        long before = console.daemon().status("web").integer("main_pid");

        for (Caller without : List.of(admin, withCookie, withCookie.with("X-CSRF-Token", token.group(1) + "x"))) {
            assertThat(without.call("restart", "{\"names\":[\"web\"]}").statusCode())
                    .isEqualTo(403);
        }
        assertThat(console.daemon().status("web").integer("main_pid")).isEqualTo(before);
        assertThat(withCookie
                        .with("X-CSRF-Token", token.group(1))
                        .call("restart", "{\"names\":[\"web\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.daemon().status("web").integer("main_pid")).isNotEqualTo(before);
    }

    @Test
    @Finding({30, 35})
    void aNameThatDoesNotExistIsAnsweredLikeAWrongPasswordInWordsAndInTime() throws IOException {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        ask(1, "admin", "warm-up");
        for (int i = 0; i < ROUNDS; i++) {
            // An address of its own each time, since failures make an address wait.
            Answer wrong = ask(10 + i, "admin", "wrong");
            Answer stranger = ask(100 + i, "nobody-by-that-name", "wrong");
            assertThat(stranger.text()).isEqualTo(wrong.text()).contains("401");
            known.add(wrong.nanos());
            unknown.add(stranger.nanos());
        }
        Collections.sort(known);
        Collections.sort(unknown);
        // The quickest of each: the rest waited for the processor. Without the work for a hash it is a hundredth.
        assertThat((double) unknown.get(0) / known.get(0))
                .as("known %s, unknown %s", known, unknown)
                .isBetween(0.4, 2.5);
    }

    private record Answer(String text, long nanos) {}

    private static Answer ask(int address, String user, String password) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 9, (byte) address}), 0));
            socket.setSoTimeout((int) Await.LIMIT.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
            String request = String.join(
                    "\r\n",
                    "GET /api/v1/status HTTP/1.1",
                    "Host: " + console.authority(),
                    "Authorization: " + Caller.basic(user, password),
                    "Connection: close",
                    "",
                    "");
            long begin = System.nanoTime();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(text.replaceAll("(?m)^Date: .*$", ""), System.nanoTime() - begin);
        }
    }

    @Test
    @Finding(32)
    void aPasswordThatWasGoodIsNotKeptInMemoryOrOnDisk() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Requires.executable(jcmd);
        String basic = Caller.basic("operator", ConsoleUnderTest.PASSWORD);
        RawHttp.Answer answer = RawHttp.at(console.port())
                .ask(
                        "GET /api/v1/status HTTP/1.1",
                        "Host: " + console.authority(),
                        "Authorization: " + basic,
                        "X-Marker: what-was-only-in-a-request");
        assertThat(answer.status()).isEqualTo(200);
        Path dump = console.daemon().home().path().resolve("heap.hprof");
        String pid = Long.toString(console.daemon().daemon().pid());
        // Collects garbage first, and writes what is still reachable.
        Commands.run(console.daemon().home().path(), List.of(jcmd.toString(), pid, "GC.heap_dump", dump.toString()))
                .expect(0);

        String heap = new String(Files.readAllBytes(dump), StandardCharsets.ISO_8859_1);
        Files.delete(dump);
        assertThat(heap.contains("/api/v1/")).as("what is reachable is in it").isTrue();
        assertThat(heap.contains(ConsoleUnderTest.PASSWORD)).isFalse();
        assertThat(heap.contains(basic.substring("Basic ".length()))).isFalse();
        assertThat(heap.contains(ConsoleUnderTest.TOKEN)).isFalse();
        Base64.Encoder plain = Base64.getEncoder();
        assertThat(heap.contains(plain.encodeToString(ConsoleUnderTest.PASSWORD.getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        Outcome found = Commands.run(
                console.daemon().home().path(),
                List.of(
                        "grep",
                        "-rlF",
                        ConsoleUnderTest.PASSWORD,
                        console.daemon().home().path().toString()));
        assertThat(found.stdout()).isEmpty();
    }
}
