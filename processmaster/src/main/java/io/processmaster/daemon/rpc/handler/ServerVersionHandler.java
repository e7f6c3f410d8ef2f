package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Which daemon answers. */
record ServerVersionHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.SERVER_VERSION;
    }

    @Override
    public JsonObject answer(Call call) {
        return control.serverInfo().toJson();
    }
}
