package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Starts an admin action. */
record AdminRunHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.ADMIN_RUN;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return control.adminRun(call.actor(), call.text("id")).toJson();
    }
}
