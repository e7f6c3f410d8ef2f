package io.processmaster.common.rpc;

import java.util.Locale;
import java.util.Optional;

/** Why a request was refused or failed; stable, for programs. */
public enum ErrorKind {
    /** Not JSON. */
    PARSE_ERROR(ErrorCode.PARSE, "the line is not JSON"),
    /** Not a request. */
    INVALID_REQUEST(ErrorCode.INVALID_REQUEST, "the line is JSON, but not a request"),
    /** No such method. */
    UNKNOWN_METHOD(ErrorCode.METHOD_NOT_FOUND, "there is no such method"),
    /** A parameter is wrong. */
    INVALID_PARAMS(ErrorCode.INVALID_PARAMS, "a parameter is missing, unknown or wrong"),
    /** Another build. */
    NOT_CO_BUILT(ErrorCode.NOT_CO_BUILT, "client and daemon are not of one build; data has both"),
    /** No hello yet. */
    HELLO_FIRST(ErrorCode.NOT_CO_BUILT, "the connection did not begin with hello"),
    /** No such app. */
    UNKNOWN_APP(ErrorCode.FAILED, "an app is not known; data.names has all such names, and nothing was done"),
    /** No such admin action. */
    UNKNOWN_ACTION(ErrorCode.FAILED, "there is no such admin action; data.ids has all there are"),
    /** Disabled app. */
    DISABLED(ErrorCode.FAILED, "the app is disabled"),
    /** It did not stop. */
    STOP_FAILED(ErrorCode.FAILED, "the kernel did not empty the cgroup of the app, or of the admin actions"),
    /** It did not start. */
    START_FAILED(ErrorCode.FAILED, "the app, or the admin action, could not be launched"),
    /** A job's run went wrong. */
    RUN_FAILED(ErrorCode.FAILED, "the run of the job was waited for, and did not end with exit code 0"),
    /** Not running. */
    NOT_RUNNING(ErrorCode.FAILED, "the app does not run, so there is nothing to act on"),
    /** Something else goes on. */
    BUSY(ErrorCode.FAILED, "something else is going on; try again"),
    /** Not in time. */
    TIMEOUT(ErrorCode.FAILED, "it was not done in the time that was given"),
    /** Bad definition file. */
    BAD_CONFIG(ErrorCode.FAILED, "a definition is wrong; data.warnings has every place"),
    /** No such log. */
    UNKNOWN_FILE(ErrorCode.FAILED, "the app has no log file of that name"),
    /** Input or output failed. */
    IO_FAILED(ErrorCode.FAILED, "a file or the kernel refused an operation"),
    /** Line too long. */
    TOO_LARGE(ErrorCode.FAILED, "a request or a reply is longer than the protocol allows"),
    /** Half a line. */
    HALF_LINE(ErrorCode.FAILED, "a request line was begun and not finished in time"),
    /** Too many clients. */
    TOO_MANY_CONNECTIONS(ErrorCode.FAILED, "all connections are taken"),
    /** Too many followers. */
    TOO_MANY_STREAMS(ErrorCode.FAILED, "all streams are taken"),
    /** The daemon ends. */
    SHUTTING_DOWN(ErrorCode.FAILED, "the daemon is ending"),
    /** Not known who asks. */
    UNAUTHORIZED(ErrorCode.FAILED, "console only: it is not known who asks"),
    /** Not allowed. */
    FORBIDDEN(ErrorCode.FAILED, "console only: who asks may not do this, or did not prove to have meant it"),
    /** No such path. */
    UNKNOWN_PATH(ErrorCode.FAILED, "console only: nothing is at this path"),
    /** Another verb of HTTP. */
    WRONG_VERB(ErrorCode.FAILED, "console only: the path does not take this method of HTTP"),
    /** A bug. */
    INTERNAL(ErrorCode.FAILED, "a fault of the daemon; data.reference finds it in the daemon's log");

    private final ErrorCode code;
    private final String meaning;

    ErrorKind(ErrorCode code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The kind of that name on the wire. */
    public static Optional<ErrorKind> named(String wireName) {
        for (ErrorKind kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Its name on the wire, in snake_case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code that goes with it. */
    public ErrorCode code() {
        return code;
    }

    /** One line for the reference. */
    public String meaning() {
        return meaning;
    }
}
