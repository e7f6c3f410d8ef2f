package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;

/** Sends a signal to an app. */
record SignalHandler(ControlApi control) implements Handler.Answering {
    @Override
    public Method method() {
        return Method.SIGNAL;
    }

    @Override
    public JsonObject answer(Call call) throws Refused {
        Signal signal = Signal.parse(call.text("signal"))
                .orElseThrow(() -> new Refused(
                        ErrorKind.INVALID_PARAMS, "\"signal\" of signal must be a signal such as SIGTERM or 15"));
        return ActionReply.of(control.signal(call.actor(), call.text("name"), signal), ErrorKind.IO_FAILED);
    }
}
