package io.processmaster.daemon.rpc.handler;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.Method;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.rpc.Call;
import io.processmaster.daemon.rpc.Handler;
import io.processmaster.daemon.rpc.Outlet;

/** Streams events. */
record EventsFollowHandler(ControlApi control) implements Handler.Streaming {
    @Override
    public Method method() {
        return Method.EVENTS_FOLLOW;
    }

    @Override
    public void stream(Call call, Outlet outlet) throws Refused {
        int n = (int) call.count("n", Bounds.EVENTS_DEFAULT);
        control.followEvents(call.findText("name"), n, outlet.sink(Envelope.EVENT, EventEntry::toJson));
    }
}
