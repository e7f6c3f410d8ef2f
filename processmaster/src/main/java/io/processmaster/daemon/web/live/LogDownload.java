package io.processmaster.daemon.web.live;

import io.processmaster.common.auth.Role;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.control.LogExport;
import io.processmaster.daemon.control.Refused;
import io.processmaster.daemon.web.http.Ask;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.util.List;
import java.util.Map;

/** Whole log files, to be saved. */
public final class LogDownload {
    private static final String TYPE = "text/plain; charset=utf-8";

    private LogDownload() {}

    /** The routes; errors have the form of {@code failures}. */
    public static List<Route> routes(LogExport logs, ErrorForm failures) {
        // A file may be large and the line slow: this must not hold up those who only look.
        return List.of(new Route(
                "GET",
                "/api/v1/download",
                Role.OPERATOR,
                Route.Pace.PATIENT,
                failures,
                ask -> answer(logs.copy(parameter(ask, "name"), parameter(ask, "file")))));
    }

    private static String parameter(Ask ask, String name) throws Refused {
        return ask.find(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new Refused(
                        ErrorKind.INVALID_PARAMS,
                        "cannot hand out a log: " + name + " is missing (name=APP&file=FILE)"));
    }

    private static Reply answer(LogExport.LogCopy copy) {
        Reply.Stream stream = copy::writeTo;
        return new Reply(200, TYPE, Map.of("Content-Disposition", Attachment.disposition(copy.fileName())), stream);
    }
}
