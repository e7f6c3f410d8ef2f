package io.processmaster.pmctl.command;

import io.processmaster.common.api.AdminStarted;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Printable;

/** Starts an admin action. */
final class AdminRunCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        String id = session.line().arguments().get(0);
        JsonObject result =
                session.ask(Method.ADMIN_RUN, JsonObject.builder().put("id", id).build());
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        AdminStarted started = AdminStarted.fromJson(result);
        session.text()
                .append(Printable.line(started.id()))
                .append(": started (pid ")
                .append(started.pid())
                .append(")\n");
        return ExitCode.DONE;
    }
}
