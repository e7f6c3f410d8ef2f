package io.processmaster.daemon.web.http;

import java.util.Map;
import java.util.Optional;

/**
 * One request after every check: the visitor is known, has the role, and means it.
 *
 * @param visitor who asks
 * @param path what the placeholders of the route's path stand for, decoded
 * @param query the parameters behind the question mark, decoded; the first of each name
 * @param headers by their names in lower case; the first of each name
 * @param body decoded from UTF-8; empty when there is none
 */
public record Ask(
        Visitor visitor,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        String body) {
    /** Copies the maps. */
    public Ask {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The query parameter of that name. */
    public Optional<String> find(String parameter) {
        return Optional.ofNullable(query.get(parameter));
    }

    /** The header of that name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
