package io.processmaster.daemon.web.access;

import io.processmaster.common.auth.IpLiteral;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Under which names the console answers.
 *
 * <p>A page on the internet can give its own name the address 127.0.0.1 and then talk to what listens there as if to
 * itself. So a console on a loopback address answers only to names that nobody else can have. Elsewhere the names of
 * the host are not known, and every well-formed one is taken.
 */
public final class HostRule {
    private final boolean anyName;
    private final Set<String> names;

    /**
     * A rule.
     *
     * @param bind the literal address that the console listens on
     * @param hosts further names, in lower case
     */
    public HostRule(String bind, List<String> hosts) {
        Optional<IpLiteral> address = IpLiteral.parse(bind);
        anyName = address.filter(literal -> !literal.isLoopback()).isPresent();
        names = new HashSet<>(hosts);
        names.addAll(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        address.map(IpLiteral::text).ifPresent(names::add);
    }

    /** Whether a request with this header {@code Host} is answered; the port does not matter. */
    public boolean accepts(String host) {
        return HostPort.parse(host)
                .filter(parsed -> anyName || names.contains(parsed.host()))
                .isPresent();
    }
}
