package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Kills all admin actions. */
record AdminKillHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.ADMIN_KILL;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        return JsonObject.builder()
                .put("killed", control.adminKill(call.actor()))
                .build();
    }
}
