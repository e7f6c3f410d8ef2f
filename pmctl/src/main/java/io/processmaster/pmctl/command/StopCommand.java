package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;

/** Stops apps. */
final class StopCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject params =
                JsonObject.builder().put("names", session.namesParam()).build();
        return Act.run(session, Method.STOP, params);
    }
}
