package io.processmaster.dist;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a browser fetched, in the words of its own log; one thread uses it. */
final class Traffic {
    private static final int BINARY = 2;

    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> sockets = new ArrayList<>();
    private long bytes;
    private long frames;

    /**
     * One request.
     *
     * @param url all of it
     * @param kind as the browser sees it: Document, Script, XHR, Fetch, …
     */
    record Request(String verb, String url, String kind) {}

    /** Takes one line of the log. */
    void take(String line) {
        JsonObject message = JsonReader.readObject(line).object("message");
        JsonObject params = message.object("params");
        switch (message.text("method")) {
            case "Network.requestWillBeSent" -> asked(params);
            case "Network.responseReceived" -> answered(params);
            case "Network.loadingFinished" -> bytes += number(params, "encodedDataLength");
            case "Network.loadingFailed" -> failed(params);
            case "Network.webSocketCreated" -> sockets.add(params.text("url"));
            case "Network.webSocketFrameReceived" -> framed(params);
            default -> {
                // What it paints and computes is nothing that was fetched.
            }
        }
    }

    private void asked(JsonObject params) {
        JsonObject request = params.object("request");
        String kind = params.findText("type").orElse("Other");
        requests.put(params.text("requestId"), new Request(request.text("method"), request.text("url"), kind));
    }

    private void answered(JsonObject params) {
        JsonObject response = params.object("response");
        long status = response.integer("status");
        if (status >= 400) {
            failures.add(status + " " + response.text("url"));
        }
    }

    private void failed(JsonObject params) {
        boolean wanted = params.bool("canceled", false);
        if (!wanted) {
            Request request = requests.getOrDefault(params.text("requestId"), new Request("?", "?", "?"));
            failures.add(params.text("errorText") + " " + request.url());
        }
    }

    private void framed(JsonObject params) {
        frames++;
        JsonObject frame = params.object("response");
        int length = frame.text("payloadData").length();
        // Binary ones are told in base64.
        bytes += frame.integer("opcode") == BINARY ? length * 3L / 4 : length;
    }

    private static long number(JsonObject object, String key) {
        return (long) object.number(key);
    }

    /** Forgets all of it. */
    void clear() {
        requests.clear();
        failures.clear();
        sockets.clear();
        bytes = 0;
        frames = 0;
    }

    /** Every request but those that the browser answers itself. */
    List<Request> requests() {
        return requests.values().stream()
                .filter(request -> request.url().startsWith("http"))
                .toList();
    }

    /** Requests that scripts made. */
    List<Request> byScripts() {
        return requests().stream()
                .filter(request ->
                        request.kind().equals("XHR") || request.kind().equals("Fetch"))
                .toList();
    }

    /** Addresses that do not lead to {@code host}, WebSockets included. */
    List<String> elsewhere(String host, int port) {
        List<String> all = new ArrayList<>(sockets);
        requests().forEach(request -> all.add(request.url()));
        return all.stream()
                .filter(url -> !URI.create(url).getRawAuthority().equals(host + ":" + port))
                .toList();
    }

    /** Requests that were refused or broke, with the reason. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Addresses of WebSockets that were opened. */
    List<String> sockets() {
        return List.copyOf(sockets);
    }

    /** What came over the wire: heads and bodies as they were packed, and the messages of WebSockets. */
    long bytes() {
        return bytes;
    }

    /** How many messages came over WebSockets. */
    long frames() {
        return frames;
    }
}
