package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import java.util.List;

/** Lists the processes of admin actions, one per line. */
final class AdminPsCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject result = session.ask(Method.ADMIN_PS, JsonObject.EMPTY);
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        List<Long> pids = result.array("pids").longs();
        for (long pid : pids) {
            session.text().append(pid).append('\n');
        }
        if (pids.isEmpty()) {
            session.text().append("(none)\n");
        }
        return ExitCode.DONE;
    }
}
