package io.processmaster.common.config;

import io.processmaster.common.spec.LogSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads where an app's output goes. */
final class LogsReader {
    private static final String HINTS = "logs.hints";
    private static final int MOST_HINTS = 100;

    private LogsReader() {}

    /** The logs of an app; {@code workingDirectory} is empty when it is not known. */
    static LogSpec read(Fields fields, Optional<Path> workingDirectory) {
        return new LogSpec(
                file(fields, "logs.stdout"),
                file(fields, "logs.stderr"),
                file(fields, "logs.stop_command_stdout"),
                file(fields, "logs.stop_command_stderr"),
                hints(fields, workingDirectory),
                RotationReader.read(fields));
    }

    private static String file(Fields fields, String key) {
        String path = fields.value(key, Optional::of);
        PathRules.problemWithFile(path).ifPresent(problem -> fields.problem(key, problem));
        return path;
    }

    private static List<String> hints(Fields fields, Optional<Path> workingDirectory) {
        List<String> hints = fields.list(HINTS);
        if (hints.size() > MOST_HINTS) {
            fields.problem(HINTS, "has more than " + MOST_HINTS + " items");
        }
        for (int i = 0; i < hints.size(); i++) {
            int item = i;
            Optional<String> problem = PathRules.problemWithFile(hints.get(i))
                    .or(() -> workingDirectory.flatMap(directory -> outside(directory, hints.get(item))));
            problem.ifPresent(words -> fields.problemAtItem(HINTS, item, words));
        }
        return hints;
    }

    /** Hints are read for people by a root process: they may only point into the working directory. */
    private static Optional<String> outside(Path directory, String hint) {
        Path path = PathRules.resolve(directory, hint);
        boolean inside = path.startsWith(directory) || path.startsWith(PathRules.real(directory));
        return inside ? Optional.empty() : Optional.of("is outside the working directory");
    }
}
