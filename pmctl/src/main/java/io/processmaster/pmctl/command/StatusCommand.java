package io.processmaster.pmctl.command;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.render.AppDetails;
import io.processmaster.pmctl.render.StatusTable;
import io.processmaster.pmctl.render.View;
import java.util.ArrayList;
import java.util.List;

/** Shows apps, one line each, and the details of a single one. */
final class StatusCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        List<String> names = session.names();
        boolean single = names.size() == 1 && !names.get(0).equals(Session.ALL);
        JsonObject.Builder params = JsonObject.builder();
        if (!single && !session.json()) {
            // The table has no column for where an app lives.
            params.put("brief", true);
        }
        if (!names.isEmpty() && !names.contains(Session.ALL)) {
            params.put("names", session.namesParam());
        }
        JsonObject result = session.ask(Method.STATUS, params.build());
        if (session.json()) {
            session.show(result);
            return ExitCode.DONE;
        }
        List<AppStatus> apps = apps(result);
        View view = session.view();
        StatusTable.append(session.text(), apps, view);
        if (single) {
            for (AppStatus app : apps) {
                AppDetails.append(session.text(), app, view);
            }
        }
        return ExitCode.DONE;
    }

    /** Asks for all apps, without where they live. */
    static JsonObject allInBrief() {
        return JsonObject.builder().put("brief", true).build();
    }

    // A loop instead of a method reference: linking one costs more than reading a hundred apps.
    static List<AppStatus> apps(JsonObject result) {
        List<AppStatus> apps = new ArrayList<>();
        for (JsonValue value : result.array("apps").values()) {
            if (value instanceof JsonObject app) {
                apps.add(AppStatus.fromJson(app));
            }
        }
        return apps;
    }
}
