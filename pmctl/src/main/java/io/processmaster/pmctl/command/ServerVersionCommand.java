package io.processmaster.pmctl.command;

import io.processmaster.common.api.ServerInfo;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.ServerText;

/** Shows which daemon answers. */
final class ServerVersionCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject result = session.ask(Method.SERVER_VERSION, JsonObject.EMPTY);
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        ServerInfo server = ServerInfo.fromJson(result);
        session.text().append("processmaster ").append(server.build().version()).append('\n');
        VersionCommand.append(session.text(), server.build());
        ServerText.append(session.text(), server, session.view());
        return ExitCode.DONE;
    }
}
