package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Route;
import io.processmaster.daemon.web.http.SocketRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every path of the console, and what answers there; a path is found by whole segments, an exact one before a placeholder. */
final class RouteTable {
    private final List<Spot> spots = new ArrayList<>();
    private final ErrorForm usual;

    /**
     * Fails if two routes answer the same.
     *
     * @param usual the form of errors where no route is near
     */
    RouteTable(List<Route> routes, List<SocketRoute> sockets, ErrorForm usual) {
        this.usual = usual;
        Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            Map<String, Route> verbs = byPath.computeIfAbsent(route.path(), path -> new TreeMap<>());
            if (verbs.put(route.verb(), route) != null) {
                throw new IllegalArgumentException("two routes for " + route.verb() + " " + route.path());
            }
        }
        byPath.forEach((path, verbs) -> spots.add(new Spot(parts(path), verbs, Optional.empty())));
        for (SocketRoute socket : sockets) {
            if (byPath.containsKey(socket.path())) {
                throw new IllegalArgumentException("a route and a WebSocket at " + socket.path());
            }
            spots.add(new Spot(parts(socket.path()), Map.of(), Optional.of(socket)));
        }
        spots.sort(Comparator.comparingLong(Spot::placeholders));
    }

    private static List<String> parts(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    /** What a request hit. */
    record Found(Map<String, Route> routes, Optional<SocketRoute> socket, Map<String, String> placeholders) {
        /** What answers {@code verb}; HEAD is answered by what answers GET. */
        Optional<Route> route(String verb) {
            return Optional.ofNullable(routes.get(verb.equals("HEAD") ? "GET" : verb));
        }

        /** For the header Allow. */
        String allowed() {
            Set<String> verbs = new TreeSet<>(routes.keySet());
            verbs.add("OPTIONS");
            if (socket.isPresent()) {
                verbs.add("GET");
            } else if (verbs.contains("GET")) {
                verbs.add("HEAD");
            }
            return String.join(", ", verbs);
        }
    }

    /** The form of errors of what no route is near to. */
    ErrorForm usualForm() {
        return usual;
    }

    Optional<Found> find(List<String> segments) {
        for (Spot spot : spots) {
            if (spot.covers(segments)) {
                return Optional.of(new Found(spot.routes(), spot.socket(), spot.placeholdersOf(segments)));
            }
        }
        return Optional.empty();
    }

    /** The form of errors of the routes that have the most first segments in common, whether or not the path exists. */
    ErrorForm formFor(List<String> segments) {
        ErrorForm nearest = usual;
        int most = 0;
        for (Spot spot : spots) {
            int common = spot.commonWith(segments);
            if (common > most && !spot.routes().isEmpty()) {
                most = common;
                nearest = spot.routes().values().iterator().next().failures();
            }
        }
        return nearest;
    }

    private record Spot(List<String> parts, Map<String, Route> routes, Optional<SocketRoute> socket) {
        long placeholders() {
            return parts.stream().filter(Spot::isPlaceholder).count();
        }

        private static boolean isPlaceholder(String part) {
            return part.startsWith("{");
        }

        boolean covers(List<String> segments) {
            return segments.size() == parts.size() && commonWith(segments) == parts.size();
        }

        int commonWith(List<String> segments) {
            int at = 0;
            while (at < Math.min(parts.size(), segments.size()) && fits(parts.get(at), segments.get(at))) {
                at++;
            }
            return at;
        }

        private static boolean fits(String part, String segment) {
            return isPlaceholder(part) ? !segment.isEmpty() : part.equals(segment);
        }

        Map<String, String> placeholdersOf(List<String> segments) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (isPlaceholder(part)) {
                    values.put(part.substring(1, part.length() - 1), segments.get(i));
                }
            }
            return values;
        }
    }
}
