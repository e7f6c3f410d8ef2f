package io.processmaster.daemon.web.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which pages may send requests that change something, and open WebSockets: those that came from the console itself.
 *
 * <p>The scheme does not matter, for a proxy may have taken the encryption off.
 */
public final class OriginRule {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> hosts;

    /** A rule; {@code hosts} are further names of the console, in lower case, each on the default ports. */
    public OriginRule(List<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    /** Whether a page of {@code origin}, a header of that name, may talk to what it calls {@code host}. */
    public boolean allows(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        boolean secure = lower.startsWith("https://");
        if (!secure && !lower.startsWith("http://")) {
            return false;
        }
        int standard = secure ? HTTPS : HTTP;
        Optional<HostPort> page = HostPort.parse(lower.substring(lower.indexOf("//") + 2));
        Optional<HostPort> server = HostPort.parse(host);
        return page.isPresent() && server.isPresent() && matches(page.get(), standard, server.get());
    }

    private boolean matches(HostPort page, int standard, HostPort server) {
        int port = page.port().orElse(standard);
        boolean standardPort = port == HTTP || port == HTTPS;
        boolean samePort = samePort(port, standardPort, server.port());
        boolean named = hosts.contains(page.host()) && (standardPort || samePort);
        return named || (page.host().equals(server.host()) && samePort);
    }

    // A Host without a port stands for either default one, because the scheme that the browser used is not known here.
    private static boolean samePort(int port, boolean standardPort, OptionalInt ofServer) {
        return ofServer.isPresent() ? port == ofServer.getAsInt() : standardPort;
    }

    /** Whether a header {@code Sec-Fetch-Site} says that a page of somebody else made the browser ask. */
    public static boolean isForeign(String fetchSite) {
        return fetchSite.strip().equalsIgnoreCase("cross-site");
    }
}
