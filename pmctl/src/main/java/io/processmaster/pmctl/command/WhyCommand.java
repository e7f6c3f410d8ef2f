package io.processmaster.pmctl.command;

import io.processmaster.common.api.WhyReport;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.WhyText;

/** Tells why an app is as it is. */
final class WhyCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject params = JsonObject.builder().put("name", session.appAt(0)).build();
        JsonObject result = session.ask(Method.WHY, params);
        if (session.json()) {
            session.show(result);
        } else {
            WhyText.append(session.text(), WhyReport.fromJson(result));
        }
        return ExitCode.DONE;
    }
}
