package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.AdminEntry;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** The actions that an operator may run. */
record AdminListHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.ADMIN_LIST;
    }

    @Override
    public JsonObject answer(Call call) {
        return JsonObject.builder()
                .put("actions", JsonArray.of(control.adminList(), AdminEntry::toJson))
                .build();
    }
}
