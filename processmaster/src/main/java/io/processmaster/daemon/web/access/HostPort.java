package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.IpLiteral;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of an address that says which server is meant.
 *
 * @param host a name in lower case without a dot at its end, or an address in its one spelling
 * @param port empty for the default one of the scheme
 */
record HostPort(String host, OptionalInt port) {
    private static final int MOST_CHARACTERS = 260;
    private static final int HIGHEST_PORT = 65_535;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final String NAME = LABEL + "(\\." + LABEL + ")*\\.?";

    /** What a header {@code Host} says; empty when it is none, whatever it is. */
    static Optional<HostPort> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        int colon = text.startsWith("[") ? text.indexOf("]:") + 1 : text.indexOf(':');
        boolean hasPort = colon > 0;
        Optional<String> host = host(hasPort ? text.substring(0, colon) : text);
        OptionalInt port = hasPort ? port(text.substring(colon + 1)) : OptionalInt.empty();
        return host.filter(known -> port.isPresent() == hasPort).map(known -> new HostPort(known, port));
    }

    private static Optional<String> host(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean address = lower.startsWith("[") || lower.matches("[0-9.]+");
        if (address) {
            return IpLiteral.parse(lower).map(IpLiteral::text);
        }
        if (!lower.matches(NAME)) {
            return Optional.empty();
        }
        return Optional.of(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
    }

    private static OptionalInt port(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port > HIGHEST_PORT ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
