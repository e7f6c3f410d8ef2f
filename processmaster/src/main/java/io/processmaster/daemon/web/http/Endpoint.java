package io.processmaster.daemon.web.http;

import io.processmaster.daemon.control.Refused;

/** Answers one kind of request; on a worker thread, so it may block. */
@FunctionalInterface
public interface Endpoint {
    /**
     * The answer.
     *
     * @throws Refused as the use case says; the caller makes an error of the route's own form of it
     */
    Reply answer(Ask ask) throws Refused;
}
