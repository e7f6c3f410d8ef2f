package io.processmaster.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.ErrorKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a client sends, each answer is JSON-RPC, none is a fault of the daemon, and the next client is served. */
public final class RpcFuzzTest {
    private static final int SHORT = 1_024;
    private static final RpcLimits LIMITS = new RpcLimits(
            16, 4, SHORT, 2, TestServer.LONG, TestServer.LONG, TestServer.LONG, TestServer.PATIENT.close());
    // A stream may have much to tell.
    private static final int MOST_LINES = 2_000;

    /** One server for all inputs, which is also what the daemon has. */
    private static final class Shared {
        private static final TestServer SERVER = open();

        private static TestServer open() {
            try {
                return new TestServer(Files.createTempDirectory("fuzz"), LIMITS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(RpcFuzzTest.class, RpcFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as what a client sends before it closes its side; with a first byte {@code h}, behind its hello. */
    public static void fuzzerTestOneInput(byte[] input) {
        boolean greeted = input.length > 0 && input[0] == 'h';
        try {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(Shared.SERVER.socket));
                send(channel, greeted, input);
                read(channel, new String(input, StandardCharsets.UTF_8));
            }
            try (RawClient next = RawClient.greeted(Shared.SERVER.socket)) {
                assertThat(next.ask(RawClient.request("status", "{}")).findObject("result"))
                        .isPresent();
            }
            Shared.SERVER.control.asked.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(SocketChannel channel, boolean greeted, byte[] input) {
        byte[] hello = (RawClient.HELLO + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(hello.length + input.length);
        if (greeted) {
            bytes.put(hello).put(input, 1, input.length - 1);
        } else {
            bytes.put(input);
        }
        bytes.flip();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // It was told that it sends too much, and hung up on.
        }
    }

    private static void read(SocketChannel channel, String sent) {
        try {
            BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            String line = in.readLine();
            for (int i = 0; line != null && i < MOST_LINES; i++) {
                examine(JsonReader.readObject(line), sent);
                line = in.readLine();
            }
        } catch (IOException e) {
            // Closed with some of what was sent unread, which the system tells as a reset.
        }
    }

    private static void examine(JsonObject message, String sent) {
        assertThat(message.text("jsonrpc")).isEqualTo("2.0");
        if (message.findText("method").isPresent()) {
            assertThat(message.text("method")).isIn("log", "event", "end");
            return;
        }
        assertThat(message.members()).containsKey("id");
        assertThat(message.findObject("result").isPresent())
                .isNotEqualTo(message.findObject("error").isPresent());
        message.findObject("error").ifPresent(error -> {
            String kind = error.object("data").text("kind");
            assertThat(ErrorKind.named(kind)).isPresent();
            // The control of the tests has a bug of that name, which may be written with escapes.
            boolean asked = sent.contains("bug") || sent.contains("\\u");
            assertThat(kind.equals("internal") && !asked).as(message.compact()).isFalse();
        });
    }
}
