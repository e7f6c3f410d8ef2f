package io.processmaster.daemon.rpc;

import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.FollowSink;
import java.util.function.Function;

/** Where the notifications of one stream leave the daemon. */
public interface Outlet {
    /** A sink whose items leave as notifications of that name. */
    <T> FollowSink<T> sink(String notification, Function<T, JsonObject> params);
}
