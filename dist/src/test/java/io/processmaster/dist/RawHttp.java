package io.processmaster.dist;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Talks to a server without any manners: what is sent is what the test says, byte by byte.
 *
 * @param port on the loopback address
 */
record RawHttp(int port) {
    private static final int MOST_BYTES = 1 << 20;

    /** For the server at that port. */
    static RawHttp at(int port) {
        return new RawHttp(port);
    }

    /**
     * What came back.
     *
     * @param text head and body; empty when the server hung up without a word
     * @param ended whether the server hung up
     */
    record Answer(String text, boolean ended) {
        /** The status; 0 when there is none. */
        int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** Whether the server refused or hung up. */
        boolean isRefusal() {
            return status() >= 400 || (text.isEmpty() && ended);
        }

        /** The values of a header. */
        List<String> headers(String name) {
            String start = name.toLowerCase(java.util.Locale.ROOT) + ":";
            return text.split("\r\n\r\n", 2)[0]
                    .lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }

    /** Whether there is a server. */
    boolean isAnswered() {
        try (Socket socket = open()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A connection; whoever opens it closes it. */
    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout((int) Await.LIMIT.toMillis());
        return socket;
    }

    /** Sends a whole request with these lines of a head, asks for the end of the connection, and reads until that. */
    Answer ask(String requestLine, String... headers) {
        return say(requestLine + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
    }

    /** Sends bytes as they are, and reads until the server hangs up. */
    Answer say(String bytes) {
        return say(bytes, "");
    }

    /** Sends bytes as they are, and reads the head of the answer. */
    Answer sayForHead(String bytes) {
        return say(bytes, "\r\n\r\n");
    }

    private Answer say(String bytes, String end) {
        try (Socket socket = open()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream(), end);
        } catch (IOException e) {
            // The server hung up while it was spoken to.
            return new Answer("", true);
        }
    }

    private static Answer read(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            int count;
            while (text.length() < MOST_BYTES && (count = in.read(some)) >= 0) {
                text.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
                if (!end.isEmpty() && text.indexOf(end) >= 0) {
                    return new Answer(text.toString(), false);
                }
            }
            return new Answer(text.toString(), true);
        } catch (SocketTimeoutException e) {
            return new Answer(text.toString(), false);
        } catch (IOException e) {
            return new Answer(text.toString(), true);
        }
    }
}
