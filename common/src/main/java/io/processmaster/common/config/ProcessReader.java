package io.processmaster.common.config;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.StopSpec;
import io.processmaster.common.units.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what to run, as whom, and how it is asked to end. */
final class ProcessReader {
    private static final String DIRECTORY_KEY = "process.working_directory";

    private ProcessReader() {}

    /** The process of a definition that lies in {@code directory}; unusable when the fields have problems. */
    static ProcessSpec process(Fields fields, Path directory) {
        fields.requirePresence(DIRECTORY_KEY);
        fields.requirePresence("process.start_command");
        Optional<String> user = fields.optional("process.user", Words::account);
        Optional<String> group = fields.optional("process.group", Words::account);
        if (fields.has("process.group") && !fields.has("process.user")) {
            fields.problem("process.group", "needs process.user");
        }
        return new ProcessSpec(
                workingDirectory(fields, directory).orElse(""),
                Arguments.read(fields, "process.start_command"),
                user,
                group,
                EnvironmentReader.read(fields),
                fields.truth("process.inherit_environment"),
                fields.value("process.umask", Words::permissions),
                fields.integer("process.nice", -20, 19),
                RlimitReader.read(fields),
                fields.integer("process.oom_score_adj", -1000, 1000),
                fields.truth("process.no_new_privileges"));
    }

    /** The working directory, absolute and normal; empty when it is not one. */
    static Optional<String> workingDirectory(Fields fields, Path directory) {
        return fields.declared(DIRECTORY_KEY).flatMap(scalar -> {
            Optional<String> problem = PathRules.problemWith(scalar.text());
            if (problem.isPresent()) {
                fields.problem(DIRECTORY_KEY, problem.get());
                return Optional.empty();
            }
            Path path = PathRules.resolve(directory, scalar.text());
            if (Files.isDirectory(path)) {
                return Optional.of(path.toString());
            }
            fields.problem(
                    DIRECTORY_KEY,
                    Files.exists(path)
                            ? path + ": not a directory"
                            : path + ": no such directory (create it; the daemon never does)");
            return Optional.empty();
        });
    }

    /** How the app is asked to end. */
    static StopSpec stop(Fields fields) {
        if (fields.has("process.stop_command") && fields.has("process.stop_signal")) {
            fields.problemAtKey("process.stop_signal", "cannot be given together with process.stop_command");
        }
        List<String> command = Arguments.read(fields, "process.stop_command");
        Signal signal = fields.value("process.stop_signal", Signal::parse);
        Duration grace = fields.value("process.stop_grace_period_ms", Words::millis);
        return new StopSpec(command, signal, grace);
    }
}
