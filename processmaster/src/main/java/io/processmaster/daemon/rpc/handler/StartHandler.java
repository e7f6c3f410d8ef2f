package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.StartOptions;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;
import java.time.Duration;
import java.util.Optional;

/** Starts apps. */
record StartHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.START;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        Optional<Duration> readyWithin = call.flag("wait")
                ? Optional.of(Duration.ofMillis(call.count("timeout_ms", Bounds.WAIT_MS_DEFAULT)))
                : Optional.empty();
        StartOptions options = new StartOptions(call.flag("force"), readyWithin);
        return ActionReply.of(control.start(call.actor(), call.texts("names"), options), ErrorKind.START_FAILED);
    }
}
