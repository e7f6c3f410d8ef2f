package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Cookies;
import io.processmaster.daemon.web.http.FormText;
import io.processmaster.daemon.web.http.Malformed;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asks, read strictly.
 *
 * @param verb one of those that the console takes
 * @param segments of the path, decoded
 * @param query by name, decoded
 * @param headers by name in lower case; the first of each name
 * @param address where the connection comes from
 */
record Request(
        String verb, List<String> segments, Map<String, String> query, Map<String, String> headers, String address) {
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    // Two of them would mean one thing to a proxy and another one to us.
    private static final Set<String> ONCE = Set.of("host", "authorization", "origin", "x-csrf-token", "content-type");

    static Request of(HttpServerExchange exchange) throws Malformed {
        String verb = exchange.getRequestMethod().toString();
        if (exchange.isHostIncludedInRequestURI()) {
            throw new Malformed("a request line with a whole address");
        }
        return new Request(
                verb,
                RequestPath.segments(exchange.getRequestURI()),
                FormText.values(exchange.getQueryString()),
                headers(exchange),
                exchange.getSourceAddress().getAddress().getHostAddress());
    }

    private static Map<String, String> headers(HttpServerExchange exchange) throws Malformed {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            String name = values.getHeaderName().toString().toLowerCase(Locale.ROOT);
            if (ONCE.contains(name) && values.size() > 1) {
                throw new Malformed("the header " + name + " given twice");
            }
            headers.put(name, name.equals("cookie") ? String.join("; ", values) : values.getFirst());
        }
        return headers;
    }

    boolean isVerbTaken() {
        return VERBS.contains(verb);
    }

    boolean mutates() {
        return verb.equals("POST") || verb.equals("PUT") || verb.equals("DELETE");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> cookie(String name) {
        return header("cookie").flatMap(cookies -> Cookies.find(cookies, name));
    }

    boolean wantsHtml() {
        return header("accept")
                .filter(types -> types.toLowerCase(Locale.ROOT).contains("text/html"))
                .isPresent();
    }

    boolean wantsWebSocket() {
        return header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }
}
