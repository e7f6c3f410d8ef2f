package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.host.Host;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.TopTable;

/** Shows what apps use, drawn anew each second on a terminal. */
final class TopCommand implements Command {
    // The time, an empty line, the headings, and the line of the cursor.
    private static final int OTHER_LINES = 4;

    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        try (DaemonClient client = session.connect()) {
            if (session.json()) {
                session.show(client.call(Method.STATUS, JsonObject.EMPTY));
                return ExitCode.DONE;
            }
            if (!session.terminal().isInteractive()) {
                draw(session, client, Integer.MAX_VALUE);
                return ExitCode.DONE;
            }
            return live(session, client);
        }
    }

    private static ExitCode live(Session session, DaemonClient client) throws DaemonUnreachable, RpcFailure {
        LiveScreen screen = session.wider().liveScreen(session.output());
        Host.CalmEnd end = session.host().endCalmly(screen::close);
        try (screen) {
            screen.open();
            do {
                screen.clear();
                draw(session, client, session.terminal().height() - OTHER_LINES);
                session.output().flush();
            } while (!screen.waitForEnd());
            return ExitCode.DONE;
        } finally {
            end.release();
        }
    }

    private static void draw(Session session, DaemonClient client, int most) throws DaemonUnreachable, RpcFailure {
        JsonObject result = client.call(Method.STATUS, StatusCommand.allInBrief());
        TopTable.append(session.text(), StatusCommand.apps(result), session.view(), Math.max(1, most));
    }
}
