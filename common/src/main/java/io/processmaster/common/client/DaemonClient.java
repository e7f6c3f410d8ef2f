package io.processmaster.common.client;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonException;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One connection to the daemon, which has said hello; for one thread at a time, except {@link #close}. */
public final class DaemonClient implements AutoCloseable {
    private final Connection connection;
    private final LineChannel channel;
    private final ServerInfo server;
    private long lastId;

    private DaemonClient(Connection connection, BuildInfo build) throws DaemonUnreachable, RpcFailure {
        this.connection = connection;
        this.channel = new LineChannel(connection);
        JsonObject hello = call(
                Method.HELLO,
                JsonObject.builder()
                        .put("build_id", build.buildId())
                        .put("build_time", build.buildTime())
                        .put("build_host", build.buildHost())
                        .build());
        try {
            this.server = ServerInfo.fromJson(hello);
        } catch (JsonException e) {
            throw garbled(Method.HELLO, e.getMessage());
        }
    }

    /**
     * Connects and says hello.
     *
     * @param socket where the daemon listens
     * @param build the build of the calling program
     * @throws DaemonUnreachable when nobody can be asked
     * @throws RpcFailure when the daemon refuses the client; code -32001 when it is not of its build
     */
    public static DaemonClient connect(Path socket, BuildInfo build) throws DaemonUnreachable, RpcFailure {
        return connect(socket.toString(), build);
    }

    /** The same with a path as somebody wrote it, which is how an error names it. */
    public static DaemonClient connect(String socket, BuildInfo build) throws DaemonUnreachable, RpcFailure {
        return over(Dial.open(socket), build);
    }

    /**
     * Says hello over an open connection, and closes it if that fails.
     *
     * @param build the build of the calling program
     * @throws DaemonUnreachable when the daemon does not answer
     * @throws RpcFailure when it refuses the client, as with {@link #connect}
     */
    public static DaemonClient over(Connection connection, BuildInfo build) throws DaemonUnreachable, RpcFailure {
        try {
            return new DaemonClient(connection, build);
        } catch (DaemonUnreachable | RpcFailure | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Which daemon answers. */
    public ServerInfo server() {
        return server;
    }

    /**
     * Asks and waits for the answer, as long as it takes.
     *
     * @return the result, all keys of {@link Method#results} present
     */
    public JsonObject call(Method method, JsonObject params) throws DaemonUnreachable, RpcFailure {
        long id = ++lastId;
        send(Envelope.request(id, method, params), method);
        return result(receive(method), id, method);
    }

    /**
     * Asks for a stream and hands each notification's parameters to {@code consumer} until the daemon ends it.
     *
     * <p>{@link #close} from another thread ends it too, with a {@link DaemonUnreachable}.
     *
     * @return why the daemon ended it
     */
    public String stream(Method method, JsonObject params, Consumer<JsonObject> consumer)
            throws DaemonUnreachable, RpcFailure {
        call(method, params);
        while (true) {
            JsonObject message = receive(method);
            Optional<JsonObject> news = message.findObject("params");
            if (news.isEmpty()) {
                throw garbled(method, "a notification without parameters");
            }
            if (message.findText("method").orElse("").equals(Envelope.END)) {
                return news.get().findText("reason").orElse("no reason given");
            }
            consumer.accept(news.get());
        }
    }

    /** Closes the connection after {@code patience} unless the deadline is closed first. */
    public Deadline closeAfter(Duration patience) {
        return connection.closeAfter(patience);
    }

    @Override
    public void close() {
        channel.close();
    }

    private void send(JsonObject request, Method method) throws DaemonUnreachable {
        try {
            channel.send(request.compact());
        } catch (IOException e) {
            // A daemon that refuses the connection says why before it hangs up: read on for that.
            if (!channel.hasMore()) {
                throw gone(method, String.valueOf(e.getMessage()));
            }
        }
    }

    private JsonObject receive(Method method) throws DaemonUnreachable {
        Optional<LineChannel.Line> line;
        try {
            line = channel.receive(Bounds.REPLY_BYTES);
        } catch (LineChannel.TooLong e) {
            throw garbled(method, "the reply is longer than " + Bounds.REPLY_BYTES + " bytes");
        } catch (IOException e) {
            throw gone(method, String.valueOf(e.getMessage()));
        }
        if (line.isEmpty()) {
            throw gone(method, "the daemon hung up before it answered");
        }
        try {
            LineChannel.Line all = line.get();
            return JsonReader.readObject(all.bytes(), all.start(), all.end());
        } catch (JsonException e) {
            throw garbled(method, e.getMessage());
        }
    }

    private JsonObject result(JsonObject reply, long id, Method method) throws DaemonUnreachable, RpcFailure {
        try {
            Optional<JsonObject> error = reply.findObject("error");
            if (error.isPresent()) {
                JsonObject data = error.get().findObject("data").orElse(JsonObject.EMPTY);
                throw new RpcFailure(
                        (int) error.get().integer("code"),
                        data.findText("kind").orElse(""),
                        error.get().text("message"),
                        data);
            }
            if (reply.integer("id") != id) {
                throw garbled(method, "the answer to another request");
            }
            return reply.object("result");
        } catch (JsonException e) {
            throw garbled(method, e.getMessage());
        }
    }

    private static DaemonUnreachable gone(Method method, String detail) {
        return new DaemonUnreachable(
                DaemonUnreachable.Reason.GONE,
                method.wireName() + ": lost the daemon: " + detail
                        + " (see whether it still runs: systemctl status processmaster)");
    }

    private static DaemonUnreachable garbled(Method method, String detail) {
        return new DaemonUnreachable(
                DaemonUnreachable.Reason.GARBLED,
                method.wireName() + ": the answer does not follow the protocol: " + detail
                        + " (check that the socket belongs to processmaster)");
    }
}
