package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Reloads the definitions. */
record UpdateHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.UPDATE;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return control.update(call.actor(), call.flag("dry_run"), call.flag("strict"))
                .toJson();
    }
}
