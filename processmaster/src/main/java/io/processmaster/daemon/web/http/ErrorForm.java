package io.processmaster.daemon.web.http;

import io.processmaster.daemon.control.Refused;

/** How a part of the console tells that something went wrong. */
@FunctionalInterface
public interface ErrorForm {
    /**
     * The answer.
     *
     * @param status of HTTP
     */
    Reply reply(int status, Refused why);
}
