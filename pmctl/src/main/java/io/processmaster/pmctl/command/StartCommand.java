package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** Starts apps. */
final class StartCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject.Builder params = JsonObject.builder().put("names", session.namesParam());
        if (session.line().has("force")) {
            params.put("force", true);
        }
        Optional<Duration> limit = session.line().span("timeout");
        if (!session.line().has("wait")) {
            return Act.run(session, Method.START, params.build());
        }
        params.put("wait", true);
        if (limit.isPresent()) {
            params.put("timeout_ms", Math.max(1, limit.get().toMillis()));
        }
        // The daemon keeps the time, and says for each app how far it came.
        return Results.show(session, session.ask(Method.START, params.build()));
    }
}
