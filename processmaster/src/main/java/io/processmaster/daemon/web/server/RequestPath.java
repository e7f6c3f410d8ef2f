package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Malformed;
import io.processmaster.daemon.web.http.PercentText;
import java.util.ArrayList;
import java.util.List;

/** The path of a request, taken apart before it is decoded; whatever two programs could read differently is refused. */
final class RequestPath {
    private RequestPath() {}

    /** The decoded segments; none for the root, and an empty last one for a path that ends with a slash. */
    static List<String> segments(String raw) throws Malformed {
        if (!raw.startsWith("/")) {
            throw new Malformed("a path that does not begin with a slash");
        }
        if (raw.equals("/")) {
            return List.of();
        }
        String[] parts = raw.substring(1).split("/", -1);
        List<String> segments = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() && i < parts.length - 1) {
                throw new Malformed("a path with two slashes in a row");
            }
            segments.add(segment(parts[i]));
        }
        return List.copyOf(segments);
    }

    private static String segment(String raw) throws Malformed {
        String segment = PercentText.decoded(raw, false);
        if (segment.equals(".") || segment.equals("..")) {
            throw new Malformed("a path with a dot segment");
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '/' || c == '\\' || c == ';' || Character.isISOControl(c)) {
                throw new Malformed("a path with a slash, backslash, semicolon or control character in a segment");
            }
        }
        return segment;
    }
}
