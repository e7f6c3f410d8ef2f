package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.units.Signal;
import io.processmaster.pmctl.line.ExitCode;

/** Sends a signal to every process of an app. */
final class SignalCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        String signal = session.line().arguments().get(1);
        if (Signal.parse(signal).isEmpty()) {
            throw session.line().wrong("\"" + signal + "\" is not a signal (use a name such as SIGHUP, or a number)");
        }
        JsonObject params = JsonObject.builder()
                .put("name", session.appAt(0))
                .put("signal", signal)
                .build();
        return Results.show(session, session.ask(Method.SIGNAL, params));
    }
}
