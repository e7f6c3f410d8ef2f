package io.processmaster.pmctl.command;

import io.processmaster.common.api.PerfReport;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.PerfText;

/** Shows the kernel's figures of an app. */
final class PerfCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject params = JsonObject.builder().put("name", session.appAt(0)).build();
        JsonObject result = session.ask(Method.PERF, params);
        if (session.json()) {
            session.show(result);
        } else {
            PerfText.append(session.text(), PerfReport.fromJson(result));
        }
        return ExitCode.DONE;
    }
}
