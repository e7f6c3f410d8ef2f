package io.processmaster.common.client;

import io.processmaster.common.json.JsonObject;

/** The daemon answered with an error. */
public final class RpcFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String kind;
    private final transient JsonObject data;

    /** As it came over the wire. */
    public RpcFailure(int code, String kind, String message, JsonObject data) {
        super(message);
        this.code = code;
        this.kind = kind;
        this.data = data;
    }

    /** The JSON-RPC code. */
    public int code() {
        return code;
    }

    /** The stable kind in snake_case; empty when the daemon gave none. */
    public String kind() {
        return kind;
    }

    /** Facts for programs, {@code kind} included. */
    public JsonObject data() {
        return data;
    }
}
