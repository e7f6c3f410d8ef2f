package io.processmaster.common.spec;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the web console is reached and who may use it.
 *
 * @param bind a literal address
 * @param port 1 to 65535
 * @param tls the files for https; empty for plain http
 * @param allowPlaintextRemote whether plain http may be served on an address that is not a loopback one
 * @param hosts names, besides the host's own, under which a proxy or a browser may ask for it, in lower case
 * @param users who may log in; empty for the bootstrap pair admin/admin, which needs a loopback address
 * @param roles of the users by name; a user who is not in it is an admin
 * @param tokens of scripts
 * @param allowCreate whether an admin may create definitions over HTTP
 */
public record ConsoleSpec(
        String bind,
        int port,
        Optional<Tls> tls,
        boolean allowPlaintextRemote,
        List<String> hosts,
        List<HtpasswdEntry> users,
        Map<String, Role> roles,
        List<TokenEntry> tokens,
        boolean allowCreate) {
    /** Copies the collections. */
    public ConsoleSpec {
        hosts = List.copyOf(hosts);
        users = List.copyOf(users);
        roles = Map.copyOf(roles);
        tokens = List.copyOf(tokens);
    }

    /**
     * Where certificate and key are.
     *
     * @param certificate absolute path of a PEM file: the server's certificate, then those that lead to its root
     * @param key absolute path of a PEM file with its private key, not encrypted
     */
    public record Tls(String certificate, String key) {}

    /** What the user may do. */
    public Role roleOf(String user) {
        return roles.getOrDefault(user, Role.ADMIN);
    }
}
