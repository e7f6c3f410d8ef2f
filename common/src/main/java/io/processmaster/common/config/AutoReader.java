package io.processmaster.common.config;

import io.processmaster.common.config.AppReader.Examined;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the definition of an auto-service: the directory gives the name and, without a word to the contrary, the rest. */
public final class AutoReader {
    private static final String NAME_KEY = "application";

    private final Path directory;
    private final ServiceDefaults defaults;
    private final Problems problems;

    private AutoReader(Path directory, ServiceDefaults defaults, Path file) {
        this.directory = directory;
        this.defaults = defaults;
        this.problems = new Problems(file.toString());
    }

    /** The definition in {@code file} as the one of an auto-service, wherever it lies and whoever owns it. */
    public static Result<AppSpec> read(Path file, ServiceDefaults defaults) {
        Path directory = PathRules.directoryOf(file);
        AutoReader reader = new AutoReader(directory, defaults, file);
        Optional<String> text = SourceText.read(file, reader.problems);
        return reader.examine(text, file, false).result();
    }

    /** What was found in {@code directory}; the name is certain whenever it is one. */
    static Examined examine(Path directory, AutoService found, ServiceDefaults defaults) {
        if (found instanceof AutoService.Defined defined) {
            AutoReader reader = new AutoReader(directory, defaults, defined.file());
            Optional<String> text = SourceText.decode(bytes(defined), reader.problems);
            return reader.examine(text, defined.file(), defined.onlyDefaults());
        }
        if (found instanceof AutoService.Refused refused) {
            AutoReader reader = new AutoReader(directory, defaults, refused.file());
            reader.problems.add(Place.NONE, refused.reason());
            return reader.outcome(AppName.parse(nameOf(directory)), Optional.empty());
        }
        AutoReader reader = new AutoReader(directory, defaults, directory);
        Optional<AppName> name = reader.name();
        return reader.outcome(name, name.map(reader::bare));
    }

    /** The app's name, as the directory gives it. */
    public static String nameOf(Path directory) {
        return String.valueOf(directory.getFileName()).strip();
    }

    private static byte[] bytes(AutoService.Defined defined) {
        ByteBuffer text = defined.text().duplicate();
        byte[] bytes = new byte[text.remaining()];
        text.get(bytes);
        return bytes;
    }

    private Examined examine(Optional<String> text, Path file, boolean onlyDefaults) {
        Optional<Fields> fields = text.flatMap(known -> YamlTree.read(known, problems))
                .map(root -> KeyCheck.check(root, AppKeys.TABLE, problems));
        Optional<AppName> name = name();
        if (fields.isEmpty()) {
            return outcome(name, Optional.empty());
        }
        checkName(fields.get());
        AppSpec spec = spec(name, fields.get(), file);
        if (onlyDefaults && problems.isEmpty() && !isBare(spec)) {
            problems.add(
                    Place.NONE,
                    "others than root can change " + directory + ", so the file may only say what holds without it,"
                            + " and global.enabled (give the directory to root with mode 755, and its user a"
                            + " directory in it; or define the app in global.config_directory)");
        }
        return outcome(name, Optional.of(spec));
    }

    private Examined outcome(Optional<AppName> name, Optional<AppSpec> spec) {
        Result<AppSpec> result = problems.isEmpty() ? Result.of(spec.orElseThrow()) : Result.bad(problems.sorted());
        return new Examined(result, name, name.isPresent());
    }

    private Optional<AppName> name() {
        String text = nameOf(directory);
        AppName.problemWith(text)
                .ifPresent(problem -> problems.add(
                        Place.NONE,
                        "the app's name is the directory's name: " + Shown.quoted(text) + " " + problem
                                + " (rename the directory, or let its name end in " + AutoService.DISABLED + ")"));
        return AppName.parse(text);
    }

    private void checkName(Fields fields) {
        Optional<String> declared = fields.declared(NAME_KEY).map(YamlNode.Scalar::text);
        if (declared.isPresent() && !declared.get().equals(nameOf(directory))) {
            fields.problem(
                    NAME_KEY,
                    Shown.quoted(declared.get()) + " is not the name of the directory, "
                            + Shown.quoted(nameOf(directory)) + " (remove the line, or rename the directory)");
        }
    }

    private AppSpec bare(AppName name) {
        Fields nothing = new Fields(AppKeys.TABLE, Map.of(), Map.of(), problems);
        return spec(Optional.of(name), nothing, directory);
    }

    private AppSpec spec(Optional<AppName> name, Fields fields, Path source) {
        Path absolute = source.toAbsolutePath().normalize();
        // Read even without a name: every problem is told at once.
        AppName known = name.orElse(new AppName("unnamed"));
        return AppReader.spec(known, fields, new Origin(absolute, directory, Optional.of(defaults)));
    }

    private boolean isBare(AppSpec spec) {
        AppSpec bare = bare(spec.name());
        AppSpec same = new AppSpec(
                bare.name(),
                spec.sourceFile(),
                spec.enabled(),
                bare.process(),
                bare.stop(),
                bare.logs(),
                bare.resources(),
                bare.restart(),
                bare.job(),
                bare.provisioning());
        return spec.equals(same);
    }
}
