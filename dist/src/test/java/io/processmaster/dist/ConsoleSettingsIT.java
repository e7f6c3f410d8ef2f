package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the keys of the console do to one that lives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleSettingsIT {
    private static final int COST = 6;

    // echo -n a-quick-token | sha256sum
    private static final String QUICK = "sha256:1e249fa71b1debd7425a0b58104915c5e23c132dcb3558df02183cad1ee8110a";

    private DaemonUnderTest daemon;

    @BeforeAll
    void start() {
        daemon = DaemonUnderTest.prepare();
        daemon.home().defineShell("web", "exec sleep 1000");
        daemon.home()
                .configureConsole(
                        "bind: 127.0.0.2",
                        "hosts: [Console.example.org]",
                        """
                        auth:
                          basic:
                            users: ['ann:%s', 'bob:%s', 'eve:%s']
                            roles: {ann: viewer, bob: operator}
                          tokens:
                            - {name: quick, hash: '%s', role: operator}
                            - {name: slow, hash: '%s', role: viewer}
                        """
                                .formatted(
                                        bcrypt("ann", "ann's"),
                                        bcrypt("bob", "bob's"),
                                        bcrypt("eve", "eve's"),
                                        QUICK,
                                        bcrypt("slow", "a-slow-token")));
        daemon.start();
        Await.until("the console answers", Await.LIMIT, () -> listens("127.0.0.2"), daemon.home()::output);
    }

    @AfterAll
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private static String bcrypt(String user, String password) {
        return HtpasswdEntry.of(user, password.toCharArray(), COST).text().substring(user.length() + 1);
    }

    private boolean listens(String address) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName(address), daemon.home().consolePort())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private String base() {
        return "http://127.0.0.2:" + daemon.home().consolePort();
    }

    /** The status of an answer to ann, who asks for the console by that name. */
    private int statusFor(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.2"), daemon.home().consolePort())) {
            socket.setSoTimeout((int) Await.LIMIT.toMillis());
            String request = "GET /api/v1/status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: "
                    + Caller.basic("ann", "ann's") + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static String role(Caller caller) {
        JsonObject session = Caller.json(caller.get("/api/v1/session"));
        return session.text("user") + " " + session.text("role");
    }

    @Test
    @Observes({"web_console.enabled", "web_console.bind", "web_console.port"})
    void itListensThereAndNowhereElse() throws IOException {
        assertThat(listens("127.0.0.2")).isTrue();
        assertThat(listens("127.0.0.1")).isFalse();
        assertThat(role(Caller.basic(base(), "ann", "ann's"))).isEqualTo("ann viewer");
    }

    @Test
    @Observes("web_console.hosts")
    void itIsServedUnderItsNamesOnly() throws IOException {
        String port = ":" + daemon.home().consolePort();
        for (String host : List.of("console.example.org", "CONSOLE.example.org:443", "localhost" + port, "127.0.0.2")) {
            assertThat(statusFor(host)).as(host).isEqualTo(200);
        }
        for (String host : List.of("evil.example.org", "console.example.org.evil.test", "192.0.2.1" + port)) {
            assertThat(statusFor(host)).as(host).isEqualTo(421);
        }
    }

    @Test
    @Observes({"web_console.auth.basic.users", "web_console.auth.basic.roles"})
    void thoseWhoAreNamedGetInWithTheirRoles() {
        assertThat(role(Caller.basic(base(), "ann", "ann's"))).isEqualTo("ann viewer");
        assertThat(role(Caller.basic(base(), "bob", "bob's"))).isEqualTo("bob operator");
        assertThat(role(Caller.basic(base(), "eve", "eve's")))
                .as("whose role is not told")
                .isEqualTo("eve admin");
        assertThat(Caller.basic(base(), "ann", "bob's").get("/").statusCode()).isEqualTo(401);
        assertThat(Caller.basic(base(), "admin", "admin").get("/").statusCode())
                .as("the bootstrap pair")
                .isEqualTo(401);
        assertThat(daemon.remote().events())
                .extracting(EventEntry::event)
                .doesNotContain("bootstrap_password")
                .contains("login_failed");

        assertThat(Caller.basic(base(), "ann", "ann's")
                        .meaningIt()
                        .call("restart", "{\"names\":[\"web\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Caller.basic(base(), "bob", "bob's")
                        .meaningIt()
                        .call("restart", "{\"names\":[\"web\"]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Observes({
        "web_console.auth.tokens[].name",
        "web_console.auth.tokens[].hash",
        "web_console.auth.tokens[].role",
    })
    void tokensGetInByEitherHash() {
        Caller quick = Caller.bearer(base(), "a-quick-token");
        assertThat(role(quick)).isEqualTo("quick operator");
        assertThat(role(Caller.bearer(base(), "a-slow-token"))).isEqualTo("slow viewer");
        assertThat(Caller.bearer(base(), "a-slow-tokeN").get("/").statusCode()).isEqualTo(401);
        assertThat(Caller.bearer(base(), QUICK).get("/").statusCode()).isEqualTo(401);

        assertThat(quick.call("restart", "{\"names\":[\"web\"]}").statusCode()).isEqualTo(200);
        assertThat(Caller.bearer(base(), "a-slow-token")
                        .call("restart", "{\"names\":[\"web\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(daemon.remote().told("requested", "web:quick")).isTrue();
    }
}
