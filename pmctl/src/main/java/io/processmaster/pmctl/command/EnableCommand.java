package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;

/** Lets the daemon start an app. */
final class EnableCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject params = JsonObject.builder().put("name", session.appAt(0)).build();
        return Results.show(session, session.ask(Method.ENABLE, params));
    }
}
