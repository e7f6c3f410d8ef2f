package io.processmaster.pmctl.command;

import io.processmaster.common.api.LogText;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.follow.LineFilter;
import io.processmaster.pmctl.follow.LogFollower;
import io.processmaster.pmctl.line.CommandLine;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Printable;
import java.util.List;
import java.util.Optional;

/** Shows the last lines of log files, or follows them. */
final class LogsCommand implements Command {
    @Override
    public ExitCode run(Session session) throws DaemonUnreachable, RpcFailure {
        CommandLine line = session.line();
        // Without these options nothing that can search is even loaded.
        boolean filtered = line.has("grep") || line.has("since");
        Optional<LineFilter> filter = filtered ? LogFilters.of(session) : Optional.empty();
        if (!line.arguments().isEmpty()) {
            session.appAt(0);
        }
        try (DaemonClient client = session.connect()) {
            JsonObject target = target(session, client);
            return line.has("follow") ? follow(session, client, target, filter) : show(session, client, target);
        }
    }

    // Behind -f, one word may be an app as well as a file; the daemon knows which apps there are.
    private static JsonObject target(Session session, DaemonClient client) throws DaemonUnreachable, RpcFailure {
        List<String> words = session.line().arguments();
        JsonObject.Builder target = JsonObject.builder();
        if (words.isEmpty()) {
            return target.build();
        }
        boolean unclear = words.size() == 1 && session.line().argumentsBefore("follow") == 0;
        if (unclear && !isApp(client, words.get(0))) {
            return target.put("file", words.get(0)).build();
        }
        target.put("name", session.appAt(0));
        return words.size() == 1
                ? target.build()
                : target.put("file", words.get(1)).build();
    }

    private static boolean isApp(DaemonClient client, String word) throws DaemonUnreachable, RpcFailure {
        try {
            JsonArray names = JsonArray.ofTexts(List.of(word));
            client.call(Method.STATUS, JsonObject.builder().put("names", names).build());
            return true;
        } catch (RpcFailure e) {
            if (e.kind().equals(ErrorKind.UNKNOWN_APP.wireName())
                    || e.kind().equals(ErrorKind.INVALID_PARAMS.wireName())) {
                return false;
            }
            throw e;
        }
    }

    private static JsonObject.Builder with(JsonObject target, int lines) {
        JsonObject.Builder params = JsonObject.builder();
        for (String name : target.members().keySet()) {
            params.put(name, target.text(name));
        }
        return params.put("lines", lines);
    }

    private static ExitCode show(Session session, DaemonClient client, JsonObject target)
            throws DaemonUnreachable, RpcFailure {
        CommandLine line = session.line();
        JsonObject.Builder params = with(target, line.count("lines", Bounds.LOG_LINES_DEFAULT));
        // Searched where the files are: these are the last lines that match, not matches among the last lines.
        if (line.has("grep")) {
            params.put("grep", line.value("grep"));
        }
        if (line.has("since")) {
            params.put("since_ms", LogFilters.since(session));
        }
        JsonObject result = client.call(Method.LOGS, params.build());
        if (session.json()) {
            session.show(result);
        } else {
            text(session, result.array("files").objects(LogText::fromJson));
        }
        return ExitCode.DONE;
    }

    private static void text(Session session, List<LogText> files) {
        StringBuilder out = session.text();
        String gap = "";
        for (LogText file : files) {
            out.append(gap).append("==> ").append(Printable.line(file.file())).append(" <==\n");
            gap = "\n";
            if (file.notice().isPresent()) {
                out.append('(').append(Printable.line(file.notice().get())).append(")\n");
            }
            for (String line : file.lines()) {
                if (session.terminal().isInteractive()) {
                    Printable.append(out, line);
                } else {
                    out.append(line);
                }
                out.append('\n');
            }
        }
    }

    private static ExitCode follow(Session session, DaemonClient client, JsonObject target, Optional<LineFilter> filter)
            throws DaemonUnreachable, RpcFailure {
        boolean deep = session.line().has("since");
        int lines = session.line().count("lines", deep ? Bounds.LOG_LINES : Bounds.LOG_LINES_DEFAULT);
        boolean oneFile =
                target.members().containsKey("name") && target.members().containsKey("file");
        LogFollower follower = new LogFollower(session.output(), session.terminal(), filter, !oneFile, session.json());
        return Streams.follow(
                session, client, Method.LOGS_FOLLOW, with(target, lines).build(), follower);
    }
}
