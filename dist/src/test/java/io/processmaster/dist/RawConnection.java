package io.processmaster.dist;

import io.processmaster.common.build.BuildInfo;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A connection to a daemon on which a test says exactly what it wants, line by line. */
final class RawConnection implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final SocketChannel channel;
    private final StringBuilder pending = new StringBuilder();
    private int requests;

    private RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects and says nothing. */
    static RawConnection open(Path socket) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new RawConnection(channel);
        } catch (IOException e) {
            throw new AssertionError("cannot connect to " + socket, e);
        }
    }

    /** Connects and says hello as the client of this build. */
    static RawConnection coBuilt(Path socket) {
        RawConnection connection = open(socket);
        BuildInfo build = BuildInfo.current();
        String reply = connection.ask("hello", hello(build.buildId(), build.buildTime(), build.buildHost()));
        if (!reply.contains("\"result\"")) {
            throw new AssertionError("hello was refused: " + reply);
        }
        return connection;
    }

    /** The parameters of a hello. */
    static String hello(String id, String time, String host) {
        return "{\"build_id\":\"%s\",\"build_time\":\"%s\",\"build_host\":\"%s\"}".formatted(id, time, host);
    }

    /** Sends one request and returns the line that answers it. */
    String ask(String method, String params) {
        send("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}\n".formatted(++requests, method, params));
        return receive();
    }

    /** Sends any text. */
    void send(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot send", e);
        }
    }

    /** The next line, without its end. */
    String receive() {
        int newline;
        while ((newline = pending.indexOf("\n")) < 0) {
            fill();
        }
        String line = pending.substring(0, newline);
        pending.delete(0, newline + 1);
        return line;
    }

    private void fill() {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
            if (channel.read(bytes) < 0) {
                throw new AssertionError("the daemon hung up after: " + pending);
            }
            pending.append(StandardCharsets.UTF_8.decode(bytes.flip()));
        } catch (IOException e) {
            throw new AssertionError("cannot receive", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AssertionError("cannot hang up", e);
        }
    }
}
