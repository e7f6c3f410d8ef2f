package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** What an app used over the last hour. */
record UsageHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.USAGE;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return control.usage(call.text("name")).toJson();
    }
}
