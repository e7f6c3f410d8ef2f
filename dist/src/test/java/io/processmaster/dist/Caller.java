package io.processmaster.dist;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody who asks the console over HTTP; for any thread.
 *
 * @param client keeps connections, and no cookies
 * @param base the console's address without a path
 * @param headers that go with each request
 */
record Caller(HttpClient client, String base, Map<String, String> headers) {
    /** Copies the headers. */
    Caller {
        headers = Map.copyOf(headers);
    }

    /** Without credentials. */
    static Caller stranger(String base) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Await.LIMIT)
                .build();
        return new Caller(client, base, Map.of());
    }

    /** With name and password in each request. */
    static Caller basic(String base, String user, String password) {
        return stranger(base).with("Authorization", basic(user, password));
    }

    /** With a token in each request. */
    static Caller bearer(String base, String token) {
        return stranger(base).with("Authorization", "Bearer " + token);
    }

    /** The header's value for name and password. */
    static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The same with one header more, or another value for it. */
    Caller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(client, base, more);
    }

    /** The same with the token that proves that changes are meant. */
    Caller meaningIt() {
        HttpResponse<String> session = get("/api/v1/session");
        String token = json(session).text("csrf_token");
        String cookie = session.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("pm_csrf="))
                .map(each -> each.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie pm_csrf in " + session.headers()));
        return with("X-CSRF-Token", token).with("Cookie", cookie);
    }

    /** Fetches a path. */
    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** Sends a JSON object. */
    HttpResponse<String> post(String path, String json) {
        return with("Content-Type", "application/json").send("POST", path, json);
    }

    /** Calls a method of the native interface. */
    HttpResponse<String> call(String method, String params) {
        return post("/api/v1/" + method, params);
    }

    /** Sends any request. */
    HttpResponse<String> send(String verb, String path, String body) {
        try {
            return client.send(request(verb, path, body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(verb + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The request, to be sent in another way. */
    HttpRequest request(String verb, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Await.LIMIT.multipliedBy(2))
                .method(
                        verb,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return request.build();
    }

    /** The body of an answer as JSON. */
    static JsonObject json(HttpResponse<String> answer) {
        try {
            return JsonReader.readObject(answer.body());
        } catch (RuntimeException e) {
            throw new AssertionError(answer.statusCode() + " is no JSON: " + answer.body(), e);
        }
    }
}
