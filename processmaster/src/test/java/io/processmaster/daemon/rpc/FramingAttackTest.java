package io.processmaster.daemon.rpc;

import static io.processmaster.daemon.rpc.RawClient.kind;
import static io.processmaster.daemon.rpc.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FramingAttackTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void aLineOfExactlyTheBoundIsReadAndOneByteMoreIsNot() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            String line = request("status", "{}");
            JsonObject reply = client.ask(line + " ".repeat(MIB - line.length()));
            assertThat(reply.findObject("result")).isPresent();
            client.send(line + " ".repeat(MIB + 1 - line.length()) + "\n");
            assertThat(kind(client.read().orElseThrow())).isEqualTo("too_large");
            assertThat(client.read()).isEmpty();
        }
    }

    @Test
    void aLineWithoutEndIsCutOff() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = new RawClient(server.socket)) {
            client.send(new byte[MIB + 1]);
            assertThat(kind(client.read().orElseThrow())).isEqualTo("too_large");
            assertThat(client.read()).isEmpty();
        }
    }

    @Test
    void garbageIsAnsweredLineByLine() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            Random random = new Random(1);
            for (int i = 0; i < 200; i++) {
                byte[] garbage = new byte[1 + random.nextInt(300)];
                random.nextBytes(garbage);
                for (int at = 0; at < garbage.length; at++) {
                    garbage[at] = garbage[at] == '\n' ? 0 : garbage[at];
                }
                client.send(garbage);
                client.send("\n");
                assertThat(kind(client.read().orElseThrow())).isIn("parse_error", "invalid_request");
            }
            assertThat(client.ask(request("status", "{}")).findObject("result")).isPresent();
        }
    }

    @Test
    void bytesThatAreNotUtf8AreNotJson() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            client.send(request("why", "{\"name\":\"w\u00e4b\"}").getBytes(StandardCharsets.ISO_8859_1));
            client.send("\n");
            assertThat(kind(client.read().orElseThrow())).isEqualTo("parse_error");
        }
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            assertThat(kind(client.ask("[".repeat(MIB - 1)))).isEqualTo("parse_error");
            assertThat(kind(client.ask("{\"a\":".repeat(1000)))).isEqualTo("parse_error");
            assertThat(client.ask(request("status", "{}")).findObject("result")).isPresent();
        }
    }

    @Test
    void aLineOfCountlessValuesIsRefused() throws IOException {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient client = RawClient.greeted(server.socket)) {
            JsonObject reply = client.ask("[0" + ",0".repeat(MIB / 2 - 2) + "]");
            assertThat(kind(reply)).isEqualTo("parse_error");
            assertThat(RawClient.message(reply)).contains("more than 20000 values");
        }
    }

    @Test
    void longLinesOfManyClientsAreBoundedTogether() throws IOException {
        byte[] half = new byte[RpcLimits.SHORT_LINE_BYTES + 1];
        try (TestServer server = new TestServer(directory, TestServer.PATIENT);
                RawClient last = RawClient.greeted(server.socket)) {
            List<RawClient> greedy = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RawClient client = RawClient.greeted(server.socket);
                greedy.add(client);
                client.send(half);
            }
            assertThat(readFirstRefusal(greedy)).isEqualTo("busy");
            for (RawClient client : greedy) {
                client.close();
            }
            assertThat(last.ask(request("status", "{}")).findObject("result")).isPresent();
        }
    }

    // Which of them finds the memory taken is up to the scheduler; the others are closed by nobody.
    private static String readFirstRefusal(List<RawClient> clients) throws IOException {
        try (Selector selector = Selector.open()) {
            for (RawClient client : clients) {
                client.register(selector);
            }
            selector.select();
            RawClient refused =
                    (RawClient) selector.selectedKeys().iterator().next().attachment();
            return refused.readAvailable();
        }
    }

    @Test
    void anIdleConnectionIsEndedWithoutAWord() throws IOException {
        try (TestServer server = new TestServer(directory, hasty(Duration.ofMillis(100), TestServer.LONG));
                RawClient client = RawClient.greeted(server.socket)) {
            assertThat(client.read()).isEmpty();
        }
    }

    @Test
    void aHalfSentLineIsEndedWithAWord() throws IOException {
        try (TestServer server = new TestServer(directory, hasty(TestServer.LONG, Duration.ofMillis(100)));
                RawClient client = RawClient.greeted(server.socket)) {
            client.send("{\"jsonrpc\":");
            assertThat(kind(client.read().orElseThrow())).isEqualTo("half_line");
            assertThat(client.read()).isEmpty();
        }
    }

    @Test
    void drippingBytesDoNotKeepALineAlive() throws IOException {
        try (TestServer server = new TestServer(directory, hasty(TestServer.LONG, Duration.ofMillis(200)));
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(server.socket));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            int sent = 0;
            while (selector.select(5) == 0) {
                sent += channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
            ByteBuffer answer = ByteBuffer.allocate(1000);
            channel.read(answer);
            assertThat(new String(answer.array(), StandardCharsets.UTF_8)).contains("half_line");
            assertThat(sent).isGreaterThan(1);
        }
    }

    private static RpcLimits hasty(Duration idle, Duration halfLine) {
        return new RpcLimits(4, 4, MIB, 4, idle, halfLine, TestServer.LONG, TestServer.LONG);
    }
}
