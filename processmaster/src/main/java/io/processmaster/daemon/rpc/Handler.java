package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.Refused;

/** What serves one method. */
public sealed interface Handler {
    /** Which one. */
    Method method();

    /** Serves a method that has one answer. */
    non-sealed interface Answering extends Handler {
        /** The result. */
        JsonObject answer(Call call) throws Refused;
    }

    /** Serves a method whose answer is followed by notifications. */
    non-sealed interface Streaming extends Handler {
        /** Sends until the outlet's sink is closed. */
        void stream(Call call, Outlet outlet) throws Refused;
    }
}
