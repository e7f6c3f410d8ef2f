package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;

/** Kills all admin actions. */
final class AdminKillCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject result = session.ask(Method.ADMIN_KILL, JsonObject.EMPTY);
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        long killed = result.integer("killed");
        session.text().append("killed ").append(killed).append(killed == 1 ? " process\n" : " processes\n");
        return ExitCode.DONE;
    }
}
