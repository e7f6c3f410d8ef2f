package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.line.ExitCode;
import java.util.function.Consumer;

/** Streams that a person ends with Ctrl-C. */
final class Streams {
    private Streams() {}

    /** Hands on each piece of news until the stream ends, which is a failure unless a person ended it. */
    static ExitCode follow(
            Session session, DaemonClient client, Method method, JsonObject params, Consumer<JsonObject> consumer)
            throws DaemonUnreachable, RpcFailure {
        Host.CalmEnd end = session.host().endCalmly(() -> {});
        try {
            return ended(session, client.stream(method, params, consumer));
        } finally {
            end.release();
        }
    }

    /** The daemon went away, or no longer serves the stream, and said why. */
    static ExitCode ended(Session session, String reason) {
        session.output().complain("the daemon ended the stream: " + reason);
        return ExitCode.UNREACHABLE;
    }
}
