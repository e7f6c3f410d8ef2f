package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.line.UsageProblem;
import io.processmaster.pmctl.manual.BashCompletion;
import io.processmaster.pmctl.manual.FishCompletion;
import io.processmaster.pmctl.manual.ZshCompletion;
import io.processmaster.pmctl.terminal.Printable;
import java.time.Duration;

/** Prints a shell's completion script, or the names that such a script offers. */
final class CompletionCommand implements Command {
    // Longer than this nobody waits behind the tabulator key.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public ExitCode run(Session session) {
        String shell = session.line().arguments().get(0);
        switch (shell) {
            case "bash" -> session.text().append(BashCompletion.of(CommandTable.COMMANDS));
            case "zsh" -> session.text().append(ZshCompletion.of(CommandTable.COMMANDS));
            case "fish" -> session.text().append(FishCompletion.of(CommandTable.COMMANDS));
            case "actions" -> offer(session, Method.ADMIN_LIST, JsonObject.EMPTY, "actions", "id");
            default -> offer(session, Method.STATUS, StatusCommand.allInBrief(), "apps", "application");
        }
        return ExitCode.DONE;
    }

    // Only the names are read: the rest of an answer does not matter here.
    private static void offer(Session session, Method method, JsonObject params, String list, String name) {
        try (DaemonClient client = session.connect()) {
            client.closeAfter(PATIENCE);
            JsonArray all = client.call(method, params).array(list);
            for (String each : all.objects(one -> one.text(name))) {
                session.text().append(Printable.line(each)).append('\n');
            }
        } catch (DaemonUnreachable | RpcFailure | UsageProblem e) {
            // A shell that completes a word is no place for complaints.
            session.text().setLength(0);
        }
    }
}
