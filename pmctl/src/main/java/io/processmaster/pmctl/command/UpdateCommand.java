package io.processmaster.pmctl.command;

import io.processmaster.common.api.ConfigWarning;
import io.processmaster.common.api.PlanChange;
import io.processmaster.common.api.UpdateReport;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Printable;
import java.util.Optional;

/** Loads the definitions again and applies them, or prints what that would do. */
final class UpdateCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        JsonObject.Builder params = JsonObject.builder();
        if (session.line().has("dry-run")) {
            params.put("dry_run", true);
        }
        if (session.line().has("strict")) {
            params.put("strict", true);
        }
        JsonObject result;
        try {
            result = session.ask(Method.UPDATE, params.build());
        } catch (RpcFailure refused) {
            tellPlaces(session, refused);
            throw refused;
        }
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        UpdateReport report = UpdateReport.fromJson(result);
        boolean plan = session.line().has("dry-run");
        int untouched = 0;
        for (PlanChange change : report.changes()) {
            if (change.action().equals("none") && !plan) {
                untouched++;
            } else {
                line(session.text(), change);
            }
        }
        if (untouched > 0) {
            session.text()
                    .append(untouched)
                    .append(untouched == 1 ? " app" : " apps")
                    .append(" unchanged\n");
        } else if (report.changes().isEmpty()) {
            session.text().append("(no apps)\n");
        }
        for (ConfigWarning warning : report.warnings()) {
            session.output().complain(place(warning));
        }
        return ExitCode.DONE;
    }

    private static void line(StringBuilder out, PlanChange change) {
        out.append(Printable.line(change.application())).append(": ").append(words(change.action()));
        String separator = " (";
        for (String key : change.keys()) {
            out.append(separator).append(Printable.line(key));
            separator = ", ";
        }
        out.append(change.keys().isEmpty() ? "\n" : ")\n");
    }

    private static String words(String action) {
        return switch (action) {
            case "live" -> "apply live";
            case "none" -> "unchanged";
            default -> Printable.line(action);
        };
    }

    private static void tellPlaces(Session session, RpcFailure refused) {
        Optional<JsonArray> warnings = refused.data().findArray("warnings");
        if (warnings.isPresent()) {
            for (ConfigWarning warning : warnings.get().objects(ConfigWarning::fromJson)) {
                session.output().complain(place(warning));
            }
        }
    }

    static String place(ConfigWarning warning) {
        String place = warning.line() == 0 ? warning.file() : warning.file() + ":" + warning.line();
        return (warning.column() == 0 ? place : place + ":" + warning.column()) + ": " + warning.message();
    }
}
