package io.processmaster.daemon.web.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer tells the browser about what it may do with it. */
final class StandardHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000";

    private final Map<HttpString, String> all = new LinkedHashMap<>();

    StandardHeaders(boolean secure) {
        put("Content-Security-Policy", POLICY);
        put("X-Content-Type-Options", "nosniff");
        put("X-Frame-Options", "DENY");
        put("Referrer-Policy", "no-referrer");
        put("Cross-Origin-Opener-Policy", "same-origin");
        put("Cross-Origin-Resource-Policy", "same-origin");
        put("Cache-Control", "no-store");
        if (secure) {
            put("Strict-Transport-Security", ONE_YEAR);
        }
    }

    private void put(String name, String value) {
        all.put(new HttpString(name), value);
    }

    /** The same as lines of a head. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        all.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    void addTo(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        all.forEach(headers::put);
    }
}
