package io.processmaster.common.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonUnreachable.Reason;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DaemonClientTest {
    private static final BuildInfo BUILD = new BuildInfo("1.0", "id", "then", "there");
    private static final String HELLO =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"build_id\":\"id\",\"build_time\":\"then\","
                    + "\"build_host\":\"there\",\"version\":\"1.0\",\"pid\":42,\"started_at_ms\":5}}";

    @TempDir
    private Path directory;

    private Path socket() {
        return directory.resolve("pm.sock");
    }

    @Test
    void anAbsentSocketIsToldAsSuch() {
        assertThatExceptionOfType(DaemonUnreachable.class)
                .isThrownBy(() -> DaemonClient.connect(socket(), BUILD))
                .withMessageContaining("no such socket")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ABSENT));
    }

    @Test
    void aSocketWithoutListenerIsToldAsSuch() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThatExceptionOfType(DaemonUnreachable.class)
                .isThrownBy(() -> DaemonClient.connect(socket(), BUILD))
                .withMessageContaining("nobody listens there")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void aForbiddenSocketIsToldAsSuch() throws IOException {
        Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root may connect to any socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket()));
            Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("---------"));
            assertThatExceptionOfType(DaemonUnreachable.class)
                    .isThrownBy(() -> DaemonClient.connect(socket(), BUILD))
                    .withMessageContaining("permission denied")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
        }
    }

    @Test
    void helloComesFirstAndTellsTheServer() throws Exception {
        try (ScriptedDaemon daemon = new ScriptedDaemon(socket(), HELLO);
                DaemonClient client = DaemonClient.connect(socket(), BUILD)) {
            assertThat(client.server().pid()).isEqualTo(42);
            assertThat(daemon.received())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":"
                            + "{\"build_id\":\"id\",\"build_time\":\"then\",\"build_host\":\"there\"}}");
        }
    }

    @Test
    void anErrorReplyBecomesAFailure() throws Exception {
        String error = "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32000,\"message\":\"no such app: x\","
                + "\"data\":{\"kind\":\"unknown_app\",\"names\":[\"x\"]}}}";
        try (ScriptedDaemon daemon = new ScriptedDaemon(socket(), HELLO, error);
                DaemonClient client = DaemonClient.connect(socket(), BUILD)) {
            assertThatExceptionOfType(RpcFailure.class)
                    .isThrownBy(() -> client.call(Method.STATUS, JsonObject.EMPTY))
                    .withMessage("no such app: x")
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(-32000);
                        assertThat(e.kind()).isEqualTo("unknown_app");
                        assertThat(e.data().array("names").texts()).containsExactly("x");
                    });
            assertThat(daemon.received()).contains("hello");
        }
    }

    @Test
    void aDaemonThatDiesBeforeItAnswersIsToldAsSuch() throws Exception {
        try (ScriptedDaemon daemon = new ScriptedDaemon(socket(), HELLO);
                DaemonClient client = DaemonClient.connect(socket(), BUILD)) {
            daemon.hangUp();
            assertThatExceptionOfType(DaemonUnreachable.class)
                    .isThrownBy(() -> client.call(Method.STATUS, JsonObject.EMPTY))
                    .withMessageContaining("lost the daemon")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
        }
    }

    @Test
    void somethingElseOnTheSocketIsToldAsSuch() throws Exception {
        try (ScriptedDaemon daemon = new ScriptedDaemon(socket(), "220 mail.example.org ESMTP")) {
            assertThatExceptionOfType(DaemonUnreachable.class)
                    .isThrownBy(() -> DaemonClient.connect(socket(), BUILD))
                    .withMessageContaining("does not follow the protocol")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.GARBLED));
            assertThat(daemon.received()).contains("hello");
        }
    }

    @Test
    void aHelloWithoutItsKeysIsToldAsSuch() throws Exception {
        try (ScriptedDaemon daemon = new ScriptedDaemon(socket(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")) {
            assertThatExceptionOfType(DaemonUnreachable.class)
                    .isThrownBy(() -> DaemonClient.connect(socket(), BUILD))
                    .withMessageContaining("is missing")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.GARBLED));
            assertThat(daemon.received()).contains("hello");
        }
    }

    @Test
    void aStreamHandsOnItsNotificationsUntilTheDaemonEndsIt() throws Exception {
        try (ScriptedDaemon daemon = new ScriptedDaemon(
                        socket(),
                        HELLO,
                        """
                        {"jsonrpc":"2.0","id":2,"result":{"following":true}}
                        {"jsonrpc":"2.0","method":"log","params":{"text":"a"}}
                        {"jsonrpc":"2.0","method":"log","params":{"text":"b"}}
                        {"jsonrpc":"2.0","method":"end","params":{"reason":"enough"}}""");
                DaemonClient client = DaemonClient.connect(socket(), BUILD)) {
            List<String> texts = new ArrayList<>();
            assertThat(client.stream(Method.LOGS_FOLLOW, JsonObject.EMPTY, item -> texts.add(item.text("text"))))
                    .isEqualTo("enough");
            assertThat(texts).containsExactly("a", "b");
            assertThat(daemon.received()).contains("hello");
        }
    }

    @Test
    void aReplyWithoutEndIsBounded() throws Exception {
        try (ScriptedDaemon daemon = new ScriptedDaemon(socket(), "x".repeat(200_000));
                LineChannel channel = new LineChannel(Dial.open(socket().toString()))) {
            channel.send("go");
            assertThatExceptionOfType(LineChannel.TooLong.class).isThrownBy(() -> channel.receive(100_000));
            assertThat(daemon.received()).isEqualTo("go");
        }
    }
}
