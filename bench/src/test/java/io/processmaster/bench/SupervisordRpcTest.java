package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisordRpcTest {
    @TempDir
    private Path directory;

    @Test
    void theAnswerIsReadToItsEnd() throws Exception {
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> answer(server));
            assertThat(SupervisordRpc.call(socket, "supervisor.getState")).isEqualTo("HTTP/1.0 200 OK\r\n\r\nRUNNING");
            String head = request.get().split("\r\n\r\n", -1)[0];
            String body = request.get().split("\r\n\r\n", -1)[1];
            assertThat(head).startsWith("POST /RPC2 HTTP/1.0\r\n").contains("Content-Length: " + body.length());
            assertThat(body).contains("<methodName>supervisor.getState</methodName>");
        }
    }

    private static String answer(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            ByteBuffer bytes = ByteBuffer.allocate(1000);
            String text = "";
            while (!text.endsWith("</methodCall>")) {
                client.read(bytes);
                text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
            }
            client.write(ByteBuffer.wrap("HTTP/1.0 200 OK\r\n\r\nRUN".getBytes(StandardCharsets.US_ASCII)));
            client.write(ByteBuffer.wrap("NING".getBytes(StandardCharsets.US_ASCII)));
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
