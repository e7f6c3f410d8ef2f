package io.processmaster.pmctl.command;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.host.Zone;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.EventText;

/** Shows what happened, and why, or follows it. */
final class EventsCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject.Builder params = JsonObject.builder();
        if (!session.line().arguments().isEmpty()) {
            params.put("name", session.appAt(0));
        }
        params.put("n", session.line().count("number", Bounds.EVENTS_DEFAULT));
        if (session.line().has("follow")) {
            return follow(session, params.build());
        }
        JsonObject result = session.ask(Method.EVENTS, params.build());
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        Zone zone = session.host().zone();
        for (JsonValue value : result.array("events").values()) {
            if (value instanceof JsonObject event) {
                EventText.append(session.text(), EventEntry.fromJson(event), zone);
            }
        }
        return ExitCode.DONE;
    }

    private static ExitCode follow(Session session, JsonObject params) throws DaemonUnreachable, RpcFailure {
        Zone zone = session.host().zone();
        try (DaemonClient client = session.connect()) {
            return Streams.follow(session, client, Method.EVENTS_FOLLOW, params, event -> one(session, event, zone));
        }
    }

    private static void one(Session session, JsonObject event, Zone zone) {
        if (session.json()) {
            event.writeTo(session.text());
            session.text().append('\n');
        } else {
            EventText.append(session.text(), EventEntry.fromJson(event), zone);
        }
        session.output().flush();
    }
}
