package io.processmaster.daemon.boot;

import io.processmaster.common.config.MasterReader;
import io.processmaster.common.config.Problem;
import io.processmaster.common.config.Result;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.adapter.definitions.DefinitionFiles;
import io.processmaster.daemon.adapter.posix.OwnProcess;
import io.processmaster.daemon.port.DefinitionSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what the daemon is configured with, telling every problem at once. */
final class Configuration {
    private Configuration() {}

    static MasterSpec read(Path file) throws StartFailure {
        Result<MasterSpec> result = MasterReader.read(file);
        return result.value()
                .orElseThrow(() -> new StartFailure(
                        result.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))));
    }

    /** Everything that is wrong with the configuration and the definitions, a line each. */
    static List<String> check(Path file) {
        Result<MasterSpec> master = MasterReader.read(file);
        List<String> problems = new ArrayList<>(
                master.problems().stream().map(Problem::toString).toList());
        master.value()
                .map(spec -> new DefinitionFiles(
                                spec.definitions(), new OwnProcess().user(), (app, event, message) -> {})
                        .load(DefinitionSource.Purpose.LOOK))
                .map(DefinitionSource.Loaded::warnings)
                .ifPresent(warnings -> warnings.forEach(warning -> problems.add(warning.text())));
        return problems;
    }
}
