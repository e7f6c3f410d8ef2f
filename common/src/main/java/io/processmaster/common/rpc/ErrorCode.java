package io.processmaster.common.rpc;

/** The code of an error reply. */
public enum ErrorCode {
    /** The line is not JSON. */
    PARSE(-32700),
    /** It is JSON, but not a request. */
    INVALID_REQUEST(-32600),
    /** There is no such method. */
    METHOD_NOT_FOUND(-32601),
    /** A parameter is missing, unknown or wrong. */
    INVALID_PARAMS(-32602),
    /** Refused or failed; the kind tells which. */
    FAILED(-32000),
    /** The client is not of the daemon's build, or has not said hello. */
    NOT_CO_BUILT(-32001);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
