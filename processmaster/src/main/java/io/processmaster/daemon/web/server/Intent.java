package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.access.OriginRule;
import io.processmaster.daemon.web.access.Verdict;
import io.processmaster.daemon.web.access.Way;
import io.processmaster.daemon.web.http.Cookies;
import java.util.Optional;

/** Whether who asks has meant it, or a foreign page made their browser ask. */
record Intent(Guard guard) {
    /** What speaks against it; empty when nothing does. */
    Optional<String> problem(Request request, Verdict.Admitted admitted) {
        Optional<String> foreign = foreign(request);
        // A browser sends it with each handshake; a session without it was carried here by something else.
        if (foreign.isEmpty()
                && request.wantsWebSocket()
                && admitted.way() == Way.SESSION
                && request.header("origin").isEmpty()) {
            return Optional.of("a WebSocket of a browser's session needs the header Origin");
        }
        if (foreign.isPresent() || !request.mutates() || !admitted.way().needsCsrfToken()) {
            return foreign;
        }
        boolean meant = guard.trustsToken(
                admitted.visitor().name(), request.cookie(Cookies.CSRF), request.header("x-csrf-token"));
        return meant
                ? Optional.empty()
                : Optional.of("csrf check failed (send the header X-CSRF-Token with the token of GET /api/v1/session,"
                        + " together with its cookie)");
    }

    /** Whether a page of somebody else asks. */
    Optional<String> foreign(Request request) {
        Optional<String> origin = request.header("origin");
        String host = request.header("host").orElse("");
        if (origin.isPresent() && !guard.origins().allows(origin.get(), host)) {
            return Optional.of("a page of another origin must not ask this (name a proxy's host in web_console.hosts)");
        }
        boolean crossSite =
                request.header("sec-fetch-site").filter(OriginRule::isForeign).isPresent();
        return crossSite && (request.mutates() || request.wantsWebSocket())
                ? Optional.of("a page of another site must not ask this")
                : Optional.empty();
    }
}
