package io.processmaster.common.config;

import io.processmaster.common.config.Definitions.BadFile;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads all app definitions: the {@code *.yml} and {@code *.yaml} files of a directory, not those below it, and the
 * auto-services.
 */
public final class DefinitionsReader {
    /** The most definitions that one daemon takes. */
    public static final int MOST_APPS = 10_000;

    private static final String TOO_MANY = "more than " + MOST_APPS + " definitions";

    private final SortedMap<AppName, AppSpec> apps = new TreeMap<>();
    private final List<BadFile> bad = new ArrayList<>();
    private final List<Problem> fatal = new ArrayList<>();
    private final Map<AppName, Path> owners = new HashMap<>();
    private int count;

    private DefinitionsReader() {}

    /** Everything in {@code directory}; a fault of the directory itself is a fatal problem. */
    public static Definitions read(Path directory) {
        return read(Optional.of(directory), Optional.empty());
    }

    /** Everything in both places; a fault of either, or a name in both, is a fatal problem. */
    public static Definitions read(Optional<Path> directory, Optional<AutoServices> services) {
        DefinitionsReader reader = new DefinitionsReader();
        directory.ifPresent(known -> {
            for (Path file : reader.files(known)) {
                reader.add(file, AppReader.examine(file));
            }
        });
        services.ifPresent(known -> {
            for (Path service : reader.services(known)) {
                reader.add(service, AutoReader.examine(service, known.look(service), known.defaults()));
            }
        });
        return new Definitions(reader.apps, reader.bad, reader.fatal);
    }

    /** Whether a file of this name is a definition; hidden files are not. */
    static boolean isDefinition(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".") && (lower.endsWith(".yml") || lower.endsWith(".yaml"));
    }

    private List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(
                directory, child -> isDefinition(child.getFileName().toString()))) {
            for (Path child : children) {
                if (++count > MOST_APPS) {
                    return refuse(directory, TOO_MANY);
                }
                files.add(child);
            }
        } catch (DirectoryIteratorException e) {
            return refuse(directory, Faults.words(e.getCause()));
        } catch (IOException e) {
            return refuse(directory, Faults.words(e));
        }
        Collections.sort(files);
        return files;
    }

    private List<Path> services(AutoServices services) {
        try {
            List<Path> found = services.services();
            count += found.size();
            return count > MOST_APPS ? refuse(services.directory(), TOO_MANY) : found;
        } catch (IOException e) {
            fatal.add(new Problem(services.directory().toString(), 0, 0, e.getMessage()));
            return List.of();
        }
    }

    private List<Path> refuse(Path directory, String reason) {
        fatal.add(new Problem(directory.toString(), 0, 0, "cannot read the definitions: " + reason));
        return List.of();
    }

    private void add(Path file, AppReader.Examined examined) {
        if (!examined.result().isGood()) {
            bad.add(new BadFile(file, examined.name(), examined.result().problems()));
        }
        if (examined.isNameCertain()) {
            AppName name = examined.name().orElseThrow();
            Path first = owners.putIfAbsent(name, file);
            if (first != null) {
                fatal.add(new Problem(
                        file.toString(), 0, 0, "app " + name + " is defined twice (also in " + first + ")"));
                return;
            }
        }
        examined.result().value().ifPresent(spec -> apps.put(spec.name(), spec));
    }
}
