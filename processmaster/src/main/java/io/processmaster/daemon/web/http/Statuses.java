package io.processmaster.daemon.web.http;

import io.processmaster.common.rpc.ErrorKind;

/** The status of HTTP that goes with each kind of error. */
public final class Statuses {
    private Statuses() {}

    /** From 400 to 599. */
    public static int of(ErrorKind kind) {
        return switch (kind) {
            case PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS, NOT_CO_BUILT, HELLO_FIRST -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case UNKNOWN_METHOD, UNKNOWN_APP, UNKNOWN_ACTION, UNKNOWN_FILE, UNKNOWN_PATH -> 404;
            case WRONG_VERB -> 405;
            case HALF_LINE -> 408;
            case DISABLED, STOP_FAILED, START_FAILED, RUN_FAILED, NOT_RUNNING, BAD_CONFIG -> 409;
            case TOO_LARGE -> 413;
            case IO_FAILED, INTERNAL -> 500;
            case BUSY, TOO_MANY_CONNECTIONS, TOO_MANY_STREAMS, SHUTTING_DOWN -> 503;
            case TIMEOUT -> 504;
        };
    }
}
