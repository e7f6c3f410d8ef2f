package io.processmaster.dist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;

/** The end of systemd in its notification protocol: hears what a service says to {@code NOTIFY_SOCKET}. */
final class NotifySocket implements AutoCloseable {
    private static final int MOST_BYTES = 4096;

    private final Path path;
    private final UnixDatagramChannel channel;
    private final Selector selector;
    private final List<String> seen = new ArrayList<>();

    private NotifySocket(Path path, UnixDatagramChannel channel, Selector selector) {
        this.path = path;
        this.channel = channel;
        this.selector = selector;
    }

    /** Begins to listen. */
    static NotifySocket at(Path path) {
        try {
            UnixDatagramChannel channel = UnixDatagramChannel.open();
            channel.bind(new UnixSocketAddress(path.toFile()));
            channel.configureBlocking(false);
            Selector selector = channel.provider().openSelector();
            channel.register(selector, SelectionKey.OP_READ);
            return new NotifySocket(path, channel, selector);
        } catch (IOException e) {
            throw new AssertionError("cannot listen on " + path, e);
        }
    }

    /** Where it listens. */
    Path path() {
        return path;
    }

    /** All messages until now, oldest first. */
    List<String> seen() {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        try {
            while (selector.selectNow() > 0) {
                selector.selectedKeys().clear();
                channel.receive(bytes);
                seen.add(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
                bytes.clear();
            }
        } catch (IOException e) {
            throw new AssertionError("cannot receive on " + path, e);
        }
        return List.copyOf(seen);
    }

    /** Returns once a message has come that begins with {@code start}. */
    void await(String start) {
        Await.until(
                "systemd hears " + start,
                Await.LIMIT,
                () -> seen().stream().anyMatch(message -> message.startsWith(start)),
                () -> seen().toString());
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            throw new AssertionError("cannot close " + path, e);
        }
    }
}
