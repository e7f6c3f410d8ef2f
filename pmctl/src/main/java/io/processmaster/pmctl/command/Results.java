package io.processmaster.pmctl.command;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Printable;
import java.util.ArrayList;
import java.util.List;

/** Shows what an action did to each app, for every command that acts. */
final class Results {
    private Results() {}

    /** One line per app; failed when any did. */
    static ExitCode show(Session session, JsonObject result) {
        List<ActionResult> results = of(result);
        if (session.json()) {
            session.show(result);
        }
        boolean ok = true;
        for (ActionResult one : results) {
            ok &= one.ok();
            if (!session.json()) {
                line(session.text(), one);
            }
        }
        if (results.isEmpty() && !session.json()) {
            session.text().append("(no apps)\n");
        }
        return ok ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The results in a reply. */
    static List<ActionResult> of(JsonObject result) {
        List<ActionResult> results = new ArrayList<>();
        for (JsonValue value : result.array("results").values()) {
            if (value instanceof JsonObject one) {
                results.add(ActionResult.fromJson(one));
            }
        }
        return results;
    }

    private static void line(StringBuilder out, ActionResult result) {
        out.append(Printable.line(result.application())).append(": ");
        if (!result.ok()) {
            out.append("failed: ");
        }
        out.append(Printable.line(result.message())).append('\n');
    }
}
