package io.processmaster.daemon.rpc;

import static io.processmaster.daemon.rpc.RawClient.kind;
import static io.processmaster.daemon.rpc.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CrowdTest {
    @TempDir
    private Path directory;

    private final List<RawClient> clients = new ArrayList<>();

    private void closeAll() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        clients.clear();
    }

    @Test
    void threeHundredConnectionsLeaveRoomForAClearRefusal() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT)) {
            for (int i = 0; i < 256; i++) {
                clients.add(RawClient.greeted(server.socket));
            }
            for (int i = 0; i < 44; i++) {
                try (RawClient late = new RawClient(server.socket)) {
                    assertThat(late.read().map(RawClient::kind)).contains("too_many_connections");
                    assertThat(late.read()).isEmpty();
                }
            }
            assertThatExceptionOfType(RpcFailure.class)
                    .isThrownBy(() -> DaemonClient.connect(server.socket, ScriptedControl.BUILD))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo("too_many_connections"));
            assertThat(clients.get(100).ask(request("status", "{}")).findObject("result"))
                    .isPresent();
            closeAll();
            assertThat(reconnect(server).ask(request("status", "{}")).findObject("result"))
                    .isPresent();
            closeAll();
        }
    }

    // The server learns of a hang-up a moment after it; until then it may still be full.
    private RawClient reconnect(TestServer server) throws IOException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (System.nanoTime() < deadline) {
            RawClient client = new RawClient(server.socket);
            clients.add(client);
            client.send(RawClient.HELLO + "\n");
            Optional<JsonObject> reply = client.read();
            if (reply.isPresent() && reply.get().findObject("result").isPresent()) {
                return client;
            }
        }
        throw new IOException("the server stays full");
    }

    @Test
    void seventyStreamsLeaveRoomForAClearRefusal() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT)) {
            int refused = 0;
            for (int i = 0; i < 70; i++) {
                RawClient client = RawClient.greeted(server.socket);
                clients.add(client);
                JsonObject reply = client.ask(request("events_follow", "{\"n\":0}"));
                if (reply.findObject("error").isPresent()) {
                    assertThat(kind(reply)).isEqualTo("too_many_streams");
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(6);
            clients.get(0).close();
            server.control.followersEnded.acquire();
            closeAll();
        }
    }

    @Test
    void connectionsLeaveNoDescriptorBehind() throws Exception {
        try (TestServer server = new TestServer(directory, TestServer.PATIENT)) {
            RawClient.greeted(server.socket).close();
        }
        long before = descriptors();
        try (TestServer server = new TestServer(directory, TestServer.PATIENT)) {
            for (int i = 0; i < 200; i++) {
                RawClient.greeted(server.socket).close();
            }
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before + 5);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
