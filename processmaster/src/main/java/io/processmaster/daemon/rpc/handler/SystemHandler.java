package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** The host that the daemon runs on. */
record SystemHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.SYSTEM;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return control.system().toJson();
    }
}
