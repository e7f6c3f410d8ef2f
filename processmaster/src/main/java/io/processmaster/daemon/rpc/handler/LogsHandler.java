package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.LogText;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;
import java.time.Instant;
import java.util.Optional;

/** Last lines of logs. */
record LogsHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.LOGS;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        int lines = (int) call.count("lines", Bounds.LOG_LINES_DEFAULT);
        Optional<Instant> since =
                call.has("since_ms") ? Optional.of(Instant.ofEpochMilli(call.count("since_ms", 0))) : Optional.empty();
        LogQuery query =
                new LogQuery(call.findText("name"), call.findText("file"), lines, call.findText("grep"), since);
        return JsonObject.builder()
                .put("files", JsonArray.of(control.logs(query), LogText::toJson))
                .build();
    }
}
