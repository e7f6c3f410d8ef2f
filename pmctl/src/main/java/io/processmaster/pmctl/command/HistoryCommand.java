package io.processmaster.pmctl.command;

import io.processmaster.common.api.RunRecord;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.HistoryTable;

/** Shows the runs of an app, newest first. */
final class HistoryCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject params = JsonObject.builder()
                .put("name", session.appAt(0))
                .put("n", session.line().count("number", Bounds.RUNS_DEFAULT))
                .build();
        JsonObject result = session.ask(Method.HISTORY, params);
        if (session.json()) {
            session.show(result);
        } else {
            HistoryTable.append(session.text(), result.array("runs").objects(RunRecord::fromJson), session.view());
        }
        return ExitCode.DONE;
    }
}
