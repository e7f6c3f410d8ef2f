package io.processmaster.dist;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands where the daemon would, says hello as one of this build, and answers every request as a test wants. */
final class StandIn implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Function<JsonObject, List<String>> answers;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private StandIn(ServerSocketChannel server, Function<JsonObject, List<String>> answers) {
        this.server = server;
        this.answers = answers;
    }

    /**
     * Listens.
     *
     * @param answers the lines behind a request; it hangs up when there are none
     */
    static StandIn at(Path socket, Function<JsonObject, List<String>> answers) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            StandIn standIn = new StandIn(server, answers);
            background(standIn::serve);
            return standIn;
        } catch (IOException e) {
            throw new AssertionError("cannot listen on " + socket, e);
        }
    }

    /** The answer to a request. */
    static String result(JsonObject request, JsonObject result) {
        return Envelope.reply(request.members().get("id"), result).compact();
    }

    /** All requests but the greetings since the last call. */
    List<String> heard() {
        List<String> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    private static void background(Runnable work) {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                background(() -> answer(client));
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new AssertionError("cannot accept", e);
        }
    }

    private void answer(SocketChannel client) {
        try (client;
                BufferedReader lines = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject request = JsonReader.readObject(line);
                List<String> answer = request.text("method").equals(Method.HELLO.wireName())
                        ? List.of(hello(request))
                        : answers(line, request);
                if (answer.isEmpty()) {
                    return;
                }
                for (String each : answer) {
                    send(client, each + "\n");
                }
            }
        } catch (IOException e) {
            // A client may leave whenever it likes.
        }
    }

    private List<String> answers(String line, JsonObject request) {
        heard.add(line);
        return answers.apply(request);
    }

    private static String hello(JsonObject request) {
        BuildInfo build = BuildInfo.current();
        return result(
                request,
                JsonObject.builder()
                        .put("build_id", build.buildId())
                        .put("build_time", build.buildTime())
                        .put("build_host", build.buildHost())
                        .put("version", build.version())
                        .put("pid", 1)
                        .put("started_at_ms", 1_767_225_600_000L)
                        .build());
    }

    private static void send(SocketChannel client, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError("cannot stop listening", e);
        }
    }
}
