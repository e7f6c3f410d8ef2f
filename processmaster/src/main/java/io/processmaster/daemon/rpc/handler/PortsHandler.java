package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** The ports that an app listens on. */
record PortsHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.PORTS;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return control.ports(call.text("name")).toJson();
    }
}
