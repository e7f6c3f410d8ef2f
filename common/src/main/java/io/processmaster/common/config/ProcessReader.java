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
    private static final String COMMAND_KEY = "process.start_command";
    private static final List<String> AUTO_COMMAND = List.of("./run.sh");

    private ProcessReader() {}

    /** The process of a definition; unusable when the fields have problems. */
    static ProcessSpec process(Fields fields, Origin origin) {
        Optional<ServiceDefaults> auto = origin.defaults();
        if (auto.isEmpty()) {
            fields.requirePresence(DIRECTORY_KEY);
            fields.requirePresence(COMMAND_KEY);
        }
        // A file that names a user decides for itself; the default group belongs to the default user.
        Optional<ServiceDefaults> account = fields.has("process.user") ? Optional.empty() : auto;
        Optional<String> user =
                fields.optional("process.user", Words::account).or(() -> account.map(ServiceDefaults::user));
        Optional<String> group =
                fields.optional("process.group", Words::account).or(() -> account.flatMap(ServiceDefaults::group));
        if (fields.has("process.group") && !fields.has("process.user")) {
            fields.problem("process.group", "needs process.user");
        }
        return new ProcessSpec(
                directory(fields, origin),
                auto.isPresent() && !fields.has(COMMAND_KEY) ? AUTO_COMMAND : Arguments.read(fields, COMMAND_KEY),
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

    private static String directory(Fields fields, Origin origin) {
        return origin.defaults().isPresent() && !fields.has(DIRECTORY_KEY)
                ? origin.directory().toString()
                : workingDirectory(fields, origin.directory()).orElse("");
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
