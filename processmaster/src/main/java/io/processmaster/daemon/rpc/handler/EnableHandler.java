package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Allows an app to run, and starts it. */
record EnableHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.ENABLE;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return ActionReply.of(control.enable(call.actor(), call.text("name")), ErrorKind.START_FAILED);
    }
}
