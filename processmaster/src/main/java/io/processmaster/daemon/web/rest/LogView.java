package io.processmaster.daemon.web.rest;

import io.processmaster.common.api.LogText;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.daemon.control.ControlApi;
import io.processmaster.daemon.control.LogQuery;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.control.RegisteredApp;
import io.processmaster.daemon.control.Registry;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.Reply;
import java.util.List;
import java.util.Optional;

/** Shows the last lines of an app's output. */
final class LogView {
    private static final String LINES = "lines";

    private final ControlApi control;
    private final Registry registry;

    LogView(ControlApi control, Registry registry) {
        this.control = control;
        this.registry = registry;
    }

    Reply logs(Ask ask) throws Refused {
        int lines = lines(ask.find(LINES));
        RegisteredApp app = registry.app(ask.path().get(RestRoutes.ID));
        List<LogText> files = control.logs(new LogQuery(Optional.of(app.name()), Optional.empty(), lines));
        boolean one = app.stdout().equals(app.stderr());
        JsonObject data = JsonObject.builder()
                .put("pm_id", app.number())
                .put("name", app.name())
                .put("stdout", text(files, app.stdout()))
                .put("stderr", one ? "" : text(files, app.stderr()))
                .put("files", JsonArray.of(files, LogView::file))
                .build();
        return Envelope.data(data, JsonObject.builder().put(LINES, lines).build());
    }

    private static int lines(Optional<String> wanted) throws Refused {
        if (wanted.isEmpty()) {
            return Bounds.LOG_LINES_DEFAULT;
        }
        boolean number = wanted.get().matches("[0-9]{1,9}");
        if (!number || Integer.parseInt(wanted.get()) > Bounds.LOG_LINES) {
            throw JsonBody.bad("lines must be a whole number from 0 to " + Bounds.LOG_LINES);
        }
        return Integer.parseInt(wanted.get());
    }

    private static String text(List<LogText> files, String path) {
        for (LogText file : files) {
            if (file.file().equals(path)) {
                return file.lines().isEmpty() ? "" : String.join("\n", file.lines()) + "\n";
            }
        }
        return "";
    }

    private static JsonObject file(LogText file) {
        return JsonObject.builder()
                .put("path", file.file())
                .put("lines", file.lines().size())
                .put("notice", file.notice())
                .build();
    }
}
