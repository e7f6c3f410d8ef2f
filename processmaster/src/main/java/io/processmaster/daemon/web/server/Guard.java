package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.access.Credentials;
import io.processmaster.daemon.web.access.CsrfTokens;
import io.processmaster.daemon.web.access.Doorkeeper;
import io.processmaster.daemon.web.access.HostRule;
import io.processmaster.daemon.web.access.OriginRule;
import io.processmaster.daemon.web.access.Sessions;
import io.processmaster.daemon.web.access.Verdict;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the server asks before it lets a request through; nothing here blocks.
 *
 * @param hosts the names of this console
 * @param origins the pages that may ask
 * @param doorkeeper finds out who asks
 * @param sessions those of browsers
 * @param tokens the proofs that a page of this console asks
 */
public record Guard(HostRule hosts, OriginRule origins, Doorkeeper doorkeeper, Sessions sessions, CsrfTokens tokens) {
    boolean servesHost(Optional<String> host) {
        return host.filter(hosts::accepts).isPresent();
    }

    CompletableFuture<Verdict> identify(Credentials credentials) {
        return doorkeeper.identify(credentials);
    }

    boolean trustsToken(String user, Optional<String> cookie, Optional<String> header) {
        return cookie.isPresent() && header.isPresent() && tokens.isValid(cookie.get(), header.get(), user);
    }
}
