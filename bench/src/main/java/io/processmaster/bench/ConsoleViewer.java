package io.processmaster.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Somebody who has the console's page open all the time: takes what comes over {@code /ws/live}. */
final class ConsoleViewer implements AutoCloseable {
    private final WebSocket socket;

    private ConsoleViewer(WebSocket socket) {
        this.socket = socket;
    }

    static ConsoleViewer open(int port, SoakCalls calls) throws IOException {
        try {
            return new ConsoleViewer(HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", ConsoleFigures.AUTHORIZATION)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/live"), new Taker(calls))
                    .join());
        } catch (CompletionException e) {
            throw new IOException("/ws/live: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Counts the messages. */
    private record Taker(SoakCalls calls) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            if (last) {
                calls.message();
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            calls.failed("/ws/live closed: " + code + " " + reason);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            calls.failed("/ws/live: " + error.getMessage());
        }
    }
}
