package io.processmaster.dist;

import io.processmaster.common.build.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The packages of the tree under test; they differ from those for people only in being less compressed. */
public final class Packages {
    /** Of all files in them, as a person would choose it to have the same bytes again. */
    private static final String TIME = "2026-11-28T12:00:00Z";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path directory;

    private Packages(Path directory) {
        this.directory = directory;
    }

    private static final class Once {
        static final Packages MADE = make(Tree.root().resolveSibling("packages-under-test"));
    }

    /** Those that all tests share, made when the first one asks. Skips the test where they cannot be made. */
    public static Packages ofThisBuild() {
        Requires.tree();
        Assumptions.assumeTrue(Files.isDirectory(javaHome().resolve("jmods")), "no JDK with jmods");
        Assumptions.assumeTrue(Programs.isInstalled("dpkg-deb"), "no dpkg-deb");
        return Once.MADE;
    }

    /** Makes them anew in a directory that need not exist. */
    static Packages make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new AssertionError("cannot make " + directory, e);
        }
        List<String> command = List.of(
                "env",
                "-u",
                "SOURCE_DATE_EPOCH",
                "JAVA_HOME=" + javaHome(),
                "PM_COMPRESSION=fast",
                "sh",
                Tree.source().resolve("dist/src/build/make-packages").toString(),
                Tree.source().toString(),
                Tree.root().toString(),
                directory.toString(),
                version(),
                TIME);
        Commands.run(directory, command, LIMIT).expect(0);
        return new Packages(directory);
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The version of this build. */
    public static String version() {
        return BuildInfo.current().version();
    }

    /** Where all of them are, {@link #newerDeb} included. */
    public Path directory() {
        return directory;
    }

    /** The package for Debian. */
    public Path deb() {
        return only("processmaster_" + version() + "_", ".deb");
    }

    /** The archive for any Linux. */
    public Path archive() {
        return only("processmaster-" + version() + "-linux-", ".tar.gz");
    }

    /** The same package under a higher version. */
    public Path newerDeb() {
        Path newer = directory.resolve("newer_" + deb().getFileName());
        if (!Files.exists(newer)) {
            String script =
                    "rm -rf newer && dpkg-deb -R \"$1\" newer && sed -i 's/^Version: .*/&+newer/' newer/DEBIAN/control"
                            + " && dpkg-deb --root-owner-group -Zgzip -z1 -b newer \"$2\" && rm -rf newer";
            Commands.run(
                            directory,
                            List.of(
                                    "sh",
                                    "-ec",
                                    "cd \"$0\" && " + script,
                                    directory.toString(),
                                    deb().toString(),
                                    newer.toString()),
                            LIMIT)
                    .expect(0);
        }
        return newer;
    }

    private Path only(String start, String end) {
        try (Stream<Path> all = Files.list(directory)) {
            Optional<Path> found = all.filter(
                            path -> String.valueOf(path.getFileName()).startsWith(start)
                                    && path.toString().endsWith(end))
                    .findFirst();
            return found.orElseThrow(() -> new AssertionError("no " + start + "*" + end + " in " + directory));
        } catch (IOException e) {
            throw new AssertionError("cannot list " + directory, e);
        }
    }
}
