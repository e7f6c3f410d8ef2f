package io.processmaster.daemon.web.http;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.control.Refused;

/**
 * One path that is a WebSocket.
 *
 * @param path absolute, without placeholders
 * @param role the least that is needed
 * @param service what talks to the client
 */
public record SocketRoute(String path, Role role, Service service) {
    /** What talks to the clients of one path. */
    @FunctionalInterface
    public interface Service {
        /**
         * A client has come; on a worker thread.
         *
         * @throws Refused when it may not stay; the link is then closed with the reason
         */
        void opened(Link link, Ask ask) throws Refused;
    }
}
