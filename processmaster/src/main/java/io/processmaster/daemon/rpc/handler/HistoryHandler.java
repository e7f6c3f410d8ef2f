package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.RunRecord;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Last runs of an app. */
record HistoryHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.HISTORY;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        int n = (int) call.count("n", Bounds.RUNS_DEFAULT);
        return JsonObject.builder()
                .put("runs", JsonArray.of(control.history(call.text("name"), n), RunRecord::toJson))
                .build();
    }
}
