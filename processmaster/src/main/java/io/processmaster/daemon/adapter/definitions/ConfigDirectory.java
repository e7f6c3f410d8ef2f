package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.DefinitionsReader;
import io.processmaster.common.config.EnabledEditor;
import io.processmaster.common.config.Problem;
import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.port.DefinitionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The definition files of one directory. */
public final class ConfigDirectory implements DefinitionSource {
    private final Path directory;

    /** Reads {@code directory} at each load. */
    public ConfigDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public Loaded load() {
        io.processmaster.common.config.Definitions read = DefinitionsReader.read(directory);
        Map<AppName, List<String>> broken = new TreeMap<>();
        for (io.processmaster.common.config.Definitions.BadFile file : read.bad()) {
            file.name()
                    .ifPresent(name -> broken.put(
                            name,
                            file.problems().stream().map(Problem::toString).toList()));
        }
        List<Warning> warnings =
                read.problems().stream().map(ConfigDirectory::warning).toList();
        return new Loaded(new Definitions(read.apps(), broken), warnings, read.isUsable());
    }

    private static Warning warning(Problem problem) {
        return new Warning(problem.file(), problem.line(), problem.column(), problem.message(), problem.toString());
    }

    @Override
    public void writeEnabled(String sourceFile, boolean enabled) throws IOException {
        EnabledEditor.rewrite(Path.of(sourceFile), enabled);
    }
}
