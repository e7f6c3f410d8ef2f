package io.processmaster.pmctl;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.build.CoBuiltCheck;
import io.processmaster.common.json.JsonNull;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.rpc.ParamCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks the protocol over a real socket with answers given beforehand, and remembers what it was asked. */
public final class FakeDaemon implements AutoCloseable {
    private static final long ENDING_MS = 10_000;

    private final Path socket;
    private final ServerSocketChannel listener;
    private final Thread accepting;
    private final Map<Method, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    private volatile BuildInfo build = BuildInfo.current();

    /** How one request is answered. */
    @FunctionalInterface
    interface Script {
        /** The lines to send back; {@link #HANG_UP} ends the connection. */
        List<String> answer(JsonValue id, JsonObject params);
    }

    /** Instead of a line: close the connection. */
    static final String HANG_UP = "hang up";

    private FakeDaemon(Path socket) throws IOException {
        this.socket = socket;
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        accepting = new Thread(this::accept, "fake-daemon");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Listens on a socket in {@code directory}. */
    public static FakeDaemon in(Path directory) {
        try {
            return new FakeDaemon(directory.resolve("pm.sock"));
        } catch (IOException e) {
            throw new UncheckedIOException("listening in " + directory, e);
        }
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    /** Pretends to be of another build. */
    FakeDaemon ofBuild(BuildInfo other) {
        build = other;
        return this;
    }

    /** Answers every such request with this result. */
    public FakeDaemon answer(Method method, String result) {
        JsonObject value = JsonReader.readObject(result);
        return script(method, (id, params) -> List.of(Envelope.reply(id, value).compact()));
    }

    /** Refuses every such request. */
    FakeDaemon refuse(Method method, ErrorKind kind, String message, String data) {
        JsonObject facts = JsonReader.readObject(data);
        return script(
                method,
                (id, params) -> List.of(Envelope.error(id, kind, message, facts).compact()));
    }

    /** Answers as the script says. */
    FakeDaemon script(Method method, Script script) {
        scripts.put(method, script);
        return this;
    }

    /** The method and parameters of each request but hello, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = listener.accept();
                if (!listener.isOpen()) {
                    connection.close();
                    return;
                }
                connections.add(connection);
                Thread serving = new Thread(() -> serve(connection), "fake-daemon-connection");
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException e) {
            // The listener was closed, which ends this daemon.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                BufferedReader reader = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                for (String reply : replies(JsonReader.readObject(line))) {
                    if (reply.equals(HANG_UP)) {
                        return;
                    }
                    ByteBuffer bytes = StandardCharsets.UTF_8.encode(reply + "\n");
                    while (bytes.hasRemaining()) {
                        connection.write(bytes);
                    }
                }
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private List<String> replies(JsonObject request) {
        JsonValue id = request.find("id").orElse(JsonNull.NULL);
        Method method = Method.named(request.text("method")).orElseThrow();
        JsonObject params = request.object("params");
        if (method == Method.HELLO) {
            return List.of(hello(id, params).compact());
        }
        requests.add(method.wireName() + " " + params.compact());
        Optional<String> problem = ParamCheck.problem(method, params);
        if (problem.isPresent()) {
            return List.of(Envelope.error(id, ErrorKind.INVALID_PARAMS, problem.get(), JsonObject.EMPTY)
                    .compact());
        }
        Script script = scripts.get(method);
        return script == null
                ? List.of(Envelope.error(id, ErrorKind.INTERNAL, "no script for " + method, JsonObject.EMPTY)
                        .compact())
                : script.answer(id, params);
    }

    private JsonObject hello(JsonValue id, JsonObject params) {
        BuildInfo client =
                new BuildInfo("0", params.text("build_id"), params.text("build_time"), params.text("build_host"));
        Optional<String> mismatch = CoBuiltCheck.mismatch(client, build);
        return mismatch.isPresent()
                ? Envelope.error(id, ErrorKind.NOT_CO_BUILT, mismatch.get(), JsonObject.EMPTY)
                : Envelope.reply(id, new ServerInfo(build, 4711, 1_767_225_600_000L).toJson());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        // A thread that waits in accept keeps the socket open, and would take one more client.
        await(accepting);
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(ENDING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
