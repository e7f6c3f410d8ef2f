package io.processmaster.dist;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A WebSocket of the console, with all that it was told. */
final class Listening implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonObject> told = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private volatile String end = "";

    private Listening(URI address, Map<String, String> headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(Await.LIMIT);
        headers.forEach(builder::header);
        socket = builder.buildAsync(address, new Ears()).join();
    }

    /** Opens one with the headers of that caller. */
    static Listening to(Caller caller, String path) {
        return new Listening(URI.create(caller.base().replaceFirst("^http", "ws") + path), caller.headers());
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                told.add(JsonReader.readObject(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, part, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end = code + " " + reason;
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end = error.toString();
        }
    }

    /** What it was told so far, in order. */
    List<JsonObject> told() {
        return List.copyOf(told);
    }

    /** What it was told so far of that type. */
    List<JsonObject> told(String type) {
        return told.stream().filter(each -> each.text("type").equals(type)).toList();
    }

    /** Returns once what it was told fits. */
    Listening await(String what, Predicate<List<JsonObject>> fits) {
        Await.until(what, Await.LIMIT, () -> fits.test(told()), () -> end + "\n" + told());
        return this;
    }

    /** Whether the server has closed it. */
    boolean isOver() {
        return !end.isEmpty();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
