package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A client that may send anything. */
final class RawClient implements AutoCloseable {
    static final String HELLO =
            request("hello", "{\"build_id\":\"id\",\"build_time\":\"then\",\"build_host\":\"there\"}");

    private final SocketChannel channel;
    private final BufferedReader in;

    RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** A connection that is through the gate. */
    static RawClient greeted(Path socket) throws IOException {
        RawClient client = new RawClient(socket);
        client.ask(HELLO).object("result");
        return client;
    }

    static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one line and reads one. */
    JsonObject ask(String line) throws IOException {
        send(line + "\n");
        return read().orElseThrow(() -> new IOException("the server hung up"));
    }

    /** The next message; empty at the end, however it came about. */
    Optional<JsonObject> read() {
        try {
            String line = in.readLine();
            return line == null ? Optional.empty() : Optional.of(JsonReader.readObject(line));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Lets {@code selector} tell when something arrives; from then on only {@link #readAvailable} works. */
    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** The kind of the error that has arrived. */
    String readAvailable() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        channel.read(bytes);
        String line = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        return kind(JsonReader.readObject(line));
    }

    static long code(JsonObject reply) {
        return reply.object("error").integer("code");
    }

    static String kind(JsonObject reply) {
        return reply.object("error").object("data").text("kind");
    }

    static String message(JsonObject reply) {
        return reply.object("error").text("message");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
