package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One path that is served to whoever asks, so that they can say who they are.
 *
 * @param verb GET or POST
 * @param path absolute, without placeholders
 * @param endpoint answers without waiting; the visitor of the request has no name
 */
public record OpenRoute(String verb, String path, Function<Ask, CompletableFuture<Reply>> endpoint) {}
