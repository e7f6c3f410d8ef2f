package io.processmaster.daemon.web.access;

import java.util.Optional;

/**
 * What a request says of who sends it.
 *
 * @param authorization the header of that name; empty when there is none
 * @param session the cookie with the id of a session; empty when there is none
 * @param signedOut whether the browser was told to log out, so that the Basic header is one that it does not forget
 * @param address where the connection comes from, as a literal address
 */
public record Credentials(Optional<String> authorization, Optional<String> session, boolean signedOut, String address) {
    /** Without secrets. */
    @Override
    public String toString() {
        return "Credentials[" + address + "]";
    }
}
