package io.processmaster.daemon.web.http;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.control.Actor;

/**
 * Who asks, once that is proven.
 *
 * @param name of the user or the token
 * @param role what they may do
 * @param address where the connection comes from, which may be a proxy
 */
public record Visitor(String name, Role role, String address) {
    /** As the journal names them. */
    public Actor actor() {
        return new Actor("web:" + name + " address=" + address, 0);
    }
}
