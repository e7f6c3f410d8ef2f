package io.processmaster.common.config;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.ProcessSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the definition of one app. */
public final class AppReader {
    private static final String NAME_KEY = "application";
    // For a text that is no YAML: the line that would have named the app.
    private static final Pattern NAME_LINE =
            Pattern.compile("^application:[ ]+[\"']?([A-Za-z0-9._-]{1,64})[\"']?[ ]*(?:#.*)?$", Pattern.MULTILINE);

    private AppReader() {}

    /** The definition in {@code file}, or everything that is wrong with it; the working directory must exist. */
    public static Result<AppSpec> read(Path file) {
        return examine(file).result();
    }

    /** What {@link #read(Path)} would say if {@code text} were in {@code file}; looks at everything but that file. */
    public static Result<AppSpec> read(Path file, String text) {
        return examine(file, Optional.of(text), new Problems(file.toString())).result();
    }

    /**
     * What a file says, and whose definition it is.
     *
     * @param result the definition or the problems
     * @param name the app that the file defines or was meant to define, if that can be told
     * @param isNameCertain whether {@code name} was read from a well-formed file and not guessed
     */
    record Examined(Result<AppSpec> result, Optional<AppName> name, boolean isNameCertain) {}

    /** As {@link #read(Path)}, with the name even of a file that is wrong. */
    static Examined examine(Path file) {
        Problems problems = new Problems(file.toString());
        return examine(file, SourceText.read(file, problems), problems);
    }

    private static Examined examine(Path file, Optional<String> text, Problems problems) {
        Optional<Fields> fields = text.flatMap(known -> YamlTree.read(known, problems))
                .map(root -> KeyCheck.check(root, AppKeys.TABLE, problems));
        if (fields.isEmpty()) {
            return new Examined(Result.bad(problems.sorted()), guess(file, text.orElse("")), false);
        }
        Optional<AppName> name = name(fields.get(), file, problems);
        Optional<AppSpec> spec = name.map(known -> spec(known, fields.get(), Origin.file(file)));
        if (name.isEmpty()) {
            // Read all the same: every problem is told at once.
            spec(new AppName("unnamed"), fields.get(), Origin.file(file));
        }
        Result<AppSpec> result = problems.isEmpty() ? Result.of(spec.orElseThrow()) : Result.bad(problems.sorted());
        return new Examined(result, name, name.isPresent());
    }

    /** The definition in {@code fields}; unusable when they have problems. */
    static AppSpec spec(AppName name, Fields fields, Origin origin) {
        ProcessSpec process = ProcessReader.process(fields, origin);
        Optional<Path> directory = Optional.of(process.workingDirectory())
                .filter(known -> !known.isEmpty())
                .map(Path::of);
        return new AppSpec(
                name,
                origin.source().toString(),
                fields.truth("global.enabled"),
                process,
                ProcessReader.stop(fields),
                LogsReader.read(fields, directory),
                LimitsReader.resources(fields),
                LimitsReader.restart(fields),
                JobReader.read(fields),
                ProvisioningReader.read(fields, directory));
    }

    private static Optional<AppName> name(Fields fields, Path file, Problems problems) {
        if (fields.has(NAME_KEY)) {
            Optional<String> text = fields.declared(NAME_KEY).map(YamlNode.Scalar::text);
            text.flatMap(AppName::problemWith)
                    .ifPresent(problem -> fields.problem(NAME_KEY, Shown.quoted(text.orElseThrow()) + " " + problem));
            return text.flatMap(AppName::parse);
        }
        String text = nameOfFile(file);
        AppName.problemWith(text)
                .ifPresent(problem -> problems.add(
                        Place.NONE,
                        "the app's name comes from the file's name: " + Shown.quoted(text) + " " + problem
                                + " (rename the file, or set application)"));
        return AppName.parse(text);
    }

    private static Optional<AppName> guess(Path file, String text) {
        Matcher line = NAME_LINE.matcher(text);
        return AppName.parse(line.find() ? line.group(1) : nameOfFile(file));
    }

    /** The file's name without its ending; for {@code service.yml} the name of its directory. */
    private static String nameOfFile(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName());
        String stem = name.replaceFirst("\\.[^.]*$", "");
        Path parent = PathRules.directoryOf(absolute);
        return stem.equals("service") && parent.getFileName() != null
                ? parent.getFileName().toString()
                : stem;
    }
}
