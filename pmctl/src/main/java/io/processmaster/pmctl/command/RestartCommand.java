package io.processmaster.pmctl.command;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.Deadline;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends one run of each app and starts the next. */
final class RestartCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject.Builder params = JsonObject.builder().put("names", session.namesParam());
        if (session.line().has("force")) {
            params.put("force", true);
        }
        if (!session.line().has("wait")) {
            return Act.run(session, Method.RESTART, params.build());
        }
        return andWait(session, params.build());
    }

    private static ExitCode andWait(Session session, JsonObject params) throws DaemonUnreachable, RpcFailure {
        Duration limit = session.line().span("timeout").orElse(Duration.ofMillis(Bounds.WAIT_MS_DEFAULT));
        try (DaemonClient client = session.connect();
                Deadline deadline = client.closeAfter(limit)) {
            try {
                JsonObject result = client.call(Method.RESTART, params);
                ExitCode acted = Results.show(session, result);
                ExitCode up = new WaitUntilUp(session, client, started(result)).run();
                return acted == ExitCode.DONE ? up : acted;
            } catch (DaemonUnreachable e) {
                if (!deadline.hasPassed()) {
                    throw e;
                }
                return Act.gaveUp(session, limit);
            }
        }
    }

    private static List<String> started(JsonObject result) {
        List<String> names = new ArrayList<>();
        for (ActionResult one : Results.of(result)) {
            if (one.ok()) {
                names.add(one.application());
            }
        }
        return names;
    }
}
