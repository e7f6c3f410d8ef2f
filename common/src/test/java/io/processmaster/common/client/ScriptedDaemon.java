package io.processmaster.common.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Accepts one client and answers each of its lines with the next text of a script, on a thread of its own. */
final class ScriptedDaemon implements AutoCloseable {
    private final ServerSocketChannel server;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread thread;

    ScriptedDaemon(Path socket, String... script) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        thread = new Thread(() -> play(script), "scripted-daemon");
        thread.start();
    }

    private void play(String... script) {
        try (SocketChannel client = server.accept();
                BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            for (String answer : script) {
                lines.add(String.valueOf(in.readLine()));
                ByteBuffer bytes = ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
            }
        } catch (IOException e) {
            lines.add("failed: " + e);
        }
    }

    /** The next line that came in. */
    String received() throws InterruptedException {
        return String.valueOf(lines.poll(20, TimeUnit.SECONDS));
    }

    /** Returns when the script is over and the client has been hung up on. */
    void hangUp() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
