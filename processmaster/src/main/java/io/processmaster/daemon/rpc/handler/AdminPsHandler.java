package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** The processes of admin actions. */
record AdminPsHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.ADMIN_PS;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return JsonObject.builder()
                .put("pids", JsonArray.ofLongs(control.adminPs()))
                .build();
    }
}
