package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.build.CoBuiltCheck;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;
import java.util.Optional;

/** Holds the client's build against the daemon's. */
record HelloHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.HELLO;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        BuildInfo daemon = control.serverInfo().build();
        BuildInfo client = new BuildInfo("", call.text("build_id"), call.text("build_time"), call.text("build_host"));
        Optional<String> mismatch = CoBuiltCheck.mismatch(client, daemon);
        if (mismatch.isPresent()) {
            throw new Refused(
                    ErrorKind.NOT_CO_BUILT,
                    mismatch.get(),
                    JsonObject.builder()
                            .put("client", describe(client))
                            .put("daemon", describe(daemon))
                            .build());
        }
        return control.serverInfo().toJson();
    }

    private static JsonObject describe(BuildInfo build) {
        return JsonObject.builder()
                .put("build_id", build.buildId())
                .put("build_time", build.buildTime())
                .put("build_host", build.buildHost())
                .build();
    }
}
