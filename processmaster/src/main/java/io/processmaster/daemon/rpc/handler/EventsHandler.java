package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Last events. */
record EventsHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.EVENTS;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        int n = (int) call.count("n", Bounds.EVENTS_DEFAULT);
        return JsonObject.builder()
                .put("events", JsonArray.of(control.events(call.findText("name"), n), EventEntry::toJson))
                .build();
    }
}
