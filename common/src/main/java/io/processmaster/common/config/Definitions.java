package io.processmaster.common.config;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a directory of definitions holds.
 *
 * @param apps the good definitions by name
 * @param bad the files that are wrong, by path
 * @param fatal what makes the whole directory unusable: unreadable, too many files, a name defined twice
 */
public record Definitions(SortedMap<AppName, AppSpec> apps, List<BadFile> bad, List<Problem> fatal) {
    /** Copies the collections. */
    public Definitions {
        apps = Collections.unmodifiableSortedMap(new TreeMap<>(apps));
        bad = List.copyOf(bad);
        fatal = List.copyOf(fatal);
    }

    /** Whether the good part may be applied. */
    public boolean isUsable() {
        return fatal.isEmpty();
    }

    /** Every problem, fatal ones first, then file by file. */
    public List<Problem> problems() {
        return Stream.concat(fatal.stream(), bad.stream().flatMap(file -> file.problems().stream()))
                .toList();
    }

    /**
     * A definition that is wrong.
     *
     * @param file its path
     * @param name the app that it was meant to define, if that can be told
     * @param problems at least one, by position
     */
    public record BadFile(Path file, Optional<AppName> name, List<Problem> problems) {
        /** Copies the list. */
        public BadFile {
            problems = List.copyOf(problems);
        }
    }
}
