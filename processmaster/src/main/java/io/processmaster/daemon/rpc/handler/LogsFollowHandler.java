package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;
import io.processmaster.daemon.rpc.Outlet;

/** Streams log text. */
record LogsFollowHandler(ControlApi control) implements Handler.Streaming {
    @Override
    public Method method() {
        return Method.LOGS_FOLLOW;
    }

    @Override
    public void stream(Call call, Outlet outlet) throws Refused {
        int lines = (int) call.count("lines", Bounds.LOG_LINES_DEFAULT);
        control.followLogs(
                new LogQuery(call.findText("name"), call.findText("file"), lines),
                outlet.sink(Envelope.LOG, LogChunk::toJson));
    }
}
