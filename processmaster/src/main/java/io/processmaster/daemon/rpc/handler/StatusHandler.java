package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;
import java.util.List;

/** State of apps. */
record StatusHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.STATUS;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        List<String> names = call.texts("names");
        List<AppStatus> apps = call.flag("brief") ? control.brief(names) : control.status(names);
        return JsonObject.builder()
                .put("apps", JsonArray.of(apps, AppStatus::toJson))
                .build();
    }
}
