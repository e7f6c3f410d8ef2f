package io.processmaster.pmctl.onjava;

import io.processmaster.common.config.AppReader;
import io.processmaster.common.config.AutoReader;
import io.processmaster.common.config.AutoService;
import io.processmaster.common.config.MasterReader;
import io.processmaster.common.config.Problem;
import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonValue;
import io.processmaster.pmctl.command.Command;
import io.processmaster.pmctl.command.Session;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks master config and definition files without a daemon. */
final class ValidateCommand implements Command {
    @Override
    public ExitCode run(Session session) {
        List<JsonValue> files = new ArrayList<>();
        boolean good = true;
        for (String file : session.line().arguments()) {
            List<Problem> problems = problems(session, file);
            good &= problems.isEmpty();
            files.add(json(file, problems));
            if (!session.json()) {
                text(session.text(), file, problems);
            }
        }
        if (session.json()) {
            session.show(JsonObject.builder().put("files", new JsonArray(files)).build());
        }
        return good ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static List<Problem> problems(Session session, String file) {
        try {
            Path path = Path.of(file);
            return switch (FileKind.of(path)) {
                case MASTER -> MasterReader.read(path).problems();
                case APP -> ofApp(path);
            };
        } catch (InvalidPathException e) {
            throw session.line().wrong("\"" + file + "\" is not a path: " + e.getReason());
        }
    }

    private static List<Problem> ofApp(Path file) {
        List<Problem> problems = AppReader.read(file).problems();
        String name = String.valueOf(file.getFileName());
        boolean mayBeAuto = name.equals(AutoService.FILE) || name.equals(AutoService.OTHER_FILE);
        // Where it lies in the end is not known here; an auto-service may leave things out.
        return problems.isEmpty() || !mayBeAuto
                ? problems
                : AutoReader.read(file, ServiceDefaults.ROOT).problems();
    }

    private static void text(StringBuilder out, String file, List<Problem> problems) {
        if (problems.isEmpty()) {
            out.append(Printable.line(file)).append(": OK\n");
        }
        for (Problem problem : problems) {
            out.append(Printable.line(problem.toString())).append('\n');
        }
    }

    private static JsonObject json(String file, List<Problem> problems) {
        return JsonObject.builder()
                .put("file", file)
                .put("ok", problems.isEmpty())
                .put("problems", JsonArray.of(problems, problem -> JsonObject.builder()
                        .put("line", problem.line())
                        .put("column", problem.column())
                        .put("message", problem.message())
                        .build()))
                .build();
    }
}
