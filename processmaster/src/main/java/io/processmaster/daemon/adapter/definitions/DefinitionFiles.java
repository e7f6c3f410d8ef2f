package io.processmaster.daemon.adapter.definitions;

import io.processmaster.common.config.AutoServices;
import io.processmaster.common.config.DefinitionsReader;
import io.processmaster.common.config.EnabledEditor;
import io.processmaster.common.config.Problem;
import io.processmaster.common.config.Result;
import io.processmaster.common.config.ServiceDefaults;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.daemon.core.plan.Definitions;
import io.processmaster.daemon.port.DefinitionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The definition files of one directory, and the auto-services of another. */
public final class DefinitionFiles implements DefinitionSource {
    private final Optional<Path> directory;
    private final Optional<Path> autoDirectory;
    private final ServiceDefaults defaults;
    private final int self;
    private final RegenerationLog log;

    /**
     * Reads at each load what {@code places} says.
     *
     * @param self the user who reads, whose own files count as the administrator's
     * @param log told of regenerations, which only {@link Purpose#APPLY} brings about
     */
    public DefinitionFiles(MasterSpec.Definitions places, int self, RegenerationLog log) {
        this.directory = places.configDirectory().map(Path::of);
        this.autoDirectory = places.autoServiceDirectory().map(Path::of);
        this.defaults = ServiceDefaults.of(places);
        this.self = self;
        this.log = log;
    }

    @Override
    public Loaded load(Purpose purpose) {
        Trust trust = new Trust(self, defaults);
        Optional<AutoDirectory> services = services(trust, purpose == Purpose.LOOK);
        var read = DefinitionsReader.read(directory, services.map(AutoServices.class::cast));
        List<Path> marked = services.map(AutoDirectory::marked).orElse(List.of());
        if (purpose == Purpose.LOOK || !read.isUsable() || marked.isEmpty()) {
            return loaded(read, List.of());
        }
        AutoServiceFiles files = new AutoServiceFiles(defaults, trust, log);
        List<Problem> failed = new ArrayList<>();
        for (Path service : marked) {
            files.regenerate(service).ifPresent(failed::add);
        }
        return loaded(DefinitionsReader.read(directory, services(trust, false).map(AutoServices.class::cast)), failed);
    }

    private Optional<AutoDirectory> services(Trust trust, boolean asRegenerated) {
        return autoDirectory.map(path -> new AutoDirectory(path, defaults, trust, asRegenerated));
    }

    private static Loaded loaded(io.processmaster.common.config.Definitions read, List<Problem> more) {
        Map<AppName, List<String>> broken = new TreeMap<>();
        for (io.processmaster.common.config.Definitions.BadFile file : read.bad()) {
            file.name()
                    .ifPresent(name -> broken.put(
                            name,
                            file.problems().stream().map(Problem::toString).toList()));
        }
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(more);
        List<Warning> warnings = problems.stream().map(DefinitionFiles::warning).toList();
        return new Loaded(new Definitions(read.apps(), broken), warnings, read.isUsable());
    }

    private static Warning warning(Problem problem) {
        return new Warning(problem.file(), problem.line(), problem.column(), problem.message(), problem.toString());
    }

    @Override
    public void writeEnabled(String sourceFile, boolean enabled) throws IOException {
        Path file = Path.of(sourceFile);
        if (autoDirectory.isPresent() && file.startsWith(autoDirectory.get())) {
            Path service =
                    autoDirectory.get().resolve(file.getName(autoDirectory.get().getNameCount()));
            new AutoServiceFiles(defaults, new Trust(self, defaults), log).writeEnabled(service, enabled);
            return;
        }
        Result<Boolean> written = EnabledEditor.rewrite(file, enabled);
        if (!written.isGood()) {
            throw new IOException(
                    written.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }
}
