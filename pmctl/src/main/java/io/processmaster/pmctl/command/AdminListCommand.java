package io.processmaster.pmctl.command;

import io.processmaster.common.api.AdminEntry;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.ActionTable;
import java.util.List;

/** Lists the admin actions. */
final class AdminListCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject result = session.ask(Method.ADMIN_LIST, JsonObject.EMPTY);
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        List<AdminEntry> actions = result.array("actions").objects(AdminEntry::fromJson);
        ActionTable.append(session.text(), actions, session.terminal());
        return ExitCode.DONE;
    }
}
