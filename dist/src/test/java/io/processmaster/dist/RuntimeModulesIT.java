package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of modules of the bundled Java against what the jars refer to. */
final class RuntimeModulesIT {
    private static final Pattern LISTED = Pattern.compile("^-?([a-z][a-z.]*)", Pattern.MULTILINE);
    private static final Pattern FOUND = Pattern.compile("-> (java\\.[a-z.]+|jdk\\.[a-z.]+)$", Pattern.MULTILINE);

    /** Nothing refers to them by a name that jdeps could see. */
    private static final Set<String> BY_NAME_ONLY = Set.of("jdk.crypto.ec", "jdk.zipfs");

    @TempDir
    private Path classes;

    @Test
    void jdepsFindsWhatIsListedAndNothingElse() throws IOException {
        Requires.tree();
        // jdeps resolves what jars say of themselves as modules, which is not how they are run: it is shown bare
        // classes.
        try (Stream<Path> jars = Files.list(Tree.root().resolve("lib"))) {
            for (Path jar :
                    jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                unpack(jar);
            }
        }

        List<String> listed =
                matches(LISTED, Files.readString(Tree.source().resolve("dist/src/build/runtime-modules")));

        assertThat(listed).contains("java.base").containsAll(BY_NAME_ONLY);
        assertThat(matches(FOUND, jdeps()))
                .containsExactlyInAnyOrderElementsOf(listed.stream()
                        .filter(module -> !BY_NAME_ONLY.contains(module))
                        .toList());
    }

    private String jdeps() {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseGet(() -> {
            Assumptions.abort("no JDK with jdeps");
            throw new IllegalStateException("cannot happen: the test is aborted");
        });
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "--ignore-missing-deps",
                "--multi-release",
                "base",
                "-summary",
                classes.toString());
        assertThat(exit).as(err.toString()).isZero();
        return out.toString();
    }

    private void unpack(Path jar) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (isOrdinaryClass(entry.getName())) {
                    write(classes.resolve(entry.getName()), in);
                }
            }
        }
    }

    private static boolean isOrdinaryClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static void write(Path file, InputStream from) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, from.readAllBytes());
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!found.contains(matcher.group(1))) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }
}
