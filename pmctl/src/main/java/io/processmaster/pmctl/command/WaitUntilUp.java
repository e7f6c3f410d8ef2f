package io.processmaster.pmctl.command;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import java.util.List;

/** Looks at apps again whenever something happens, until each of them runs or has given up. */
final class WaitUntilUp {
    private final Session session;
    private final DaemonClient events;
    private final List<String> names;
    private boolean settled;
    private ExitCode verdict = ExitCode.DONE;

    /**
     * Waits for some apps.
     *
     * @param events a connection that is free to carry a stream; whoever closes it ends the waiting
     * @param names the apps
     */
    WaitUntilUp(Session session, DaemonClient events, List<String> names) {
        this.session = session;
        this.events = events;
        this.names = List.copyOf(names);
    }

    ExitCode run() throws DaemonUnreachable, RpcFailure {
        if (names.isEmpty()) {
            return ExitCode.DONE;
        }
        // The last event comes at once, so that the first look is taken after the stream has begun.
        JsonObject params = JsonObject.builder().put("n", 1).build();
        try (DaemonClient questions = session.connect()) {
            String reason = events.stream(Method.EVENTS_FOLLOW, params, event -> look(questions));
            return Streams.ended(session, reason);
        } catch (DaemonUnreachable e) {
            if (!settled) {
                throw e;
            }
            return verdict;
        }
    }

    private void look(DaemonClient questions) {
        try {
            JsonObject params =
                    JsonObject.builder().put("names", JsonArray.ofTexts(names)).build();
            judge(StatusCommand.apps(questions.call(Method.STATUS, params)));
        } catch (DaemonUnreachable | RpcFailure e) {
            session.output().complain(String.valueOf(e.getMessage()));
            verdict = ExitCode.FAILED;
            settled = true;
        }
        if (settled) {
            events.close();
        }
    }

    private void judge(List<AppStatus> apps) {
        ExitCode found = ExitCode.DONE;
        for (AppStatus app : apps) {
            switch (app.life().phase()) {
                case "RUNNING" -> {}
                case "STOPPED", "FAILED" -> found = app.kind().equals("job") ? found : ExitCode.FAILED;
                default -> {
                    return;
                }
            }
        }
        verdict = found;
        settled = true;
        for (AppStatus app : apps) {
            if (!app.life().phase().equals("RUNNING") && !app.kind().equals("job")) {
                session.output()
                        .complain(app.application() + " did not come up: "
                                + app.life().phase() + ": "
                                + app.life().reason().orElse("no reason known"));
            }
        }
    }
}
