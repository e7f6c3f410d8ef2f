package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.Deadline;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.pmctl.line.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** Lets the daemon act, within the time that a person gives it. */
final class Act {
    private Act() {}

    /** Asks for the action and shows its results; gives up when --timeout has passed. */
    static ExitCode run(Session session, Method method, JsonObject params) throws DaemonUnreachable, RpcFailure {
        Optional<Duration> limit = session.line().span("timeout");
        if (limit.isEmpty()) {
            return Results.show(session, session.ask(method, params));
        }
        try (DaemonClient client = session.connect();
                Deadline deadline = client.closeAfter(limit.get())) {
            return answered(session, client, deadline, method, params);
        }
    }

    private static ExitCode answered(
            Session session, DaemonClient client, Deadline deadline, Method method, JsonObject params)
            throws DaemonUnreachable, RpcFailure {
        try {
            return Results.show(session, client.call(method, params));
        } catch (DaemonUnreachable e) {
            if (!deadline.hasPassed()) {
                throw e;
            }
            return gaveUp(session, session.line().span("timeout").orElse(Duration.ZERO));
        }
    }

    /** Says that the time is over. */
    static ExitCode gaveUp(Session session, Duration limit) {
        session.output()
                .complain(session.line().command().name() + ": not done within " + TimeSpan.text(limit)
                        + "; the daemon goes on with it (see pmctl status)");
        return ExitCode.FAILED;
    }
}
