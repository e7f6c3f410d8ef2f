package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launchers with a stand-in for Java that prints what it is given. */
final class LauncherIT {
    @TempDir
    private Path scratch;

    private Path javaHome;

    @BeforeEach
    void makeJava() throws IOException {
        Requires.tree();
        javaHome = fakeJava("jdk", "21.0.1");
    }

    @Test
    void theDaemonGetsItsArgumentsAndTheExtraOptionsOfJava() {
        Outcome outcome = run(
                List.of("JAVA_HOME=" + javaHome, "PM_JAVA_OPTS=-Dx=1 -Dy=2"),
                Tree.processmaster(),
                "-c",
                "a file.yaml");

        List<String> lines = outcome.expect(0).stdout().lines().toList();
        assertThat(lines).contains("-Dx=1", "-Dy=2", "MALLOC_ARENA_MAX=1");
        assertThat(lines).containsSubsequence("io.processmaster.daemon.boot.Main", "-c", "a file.yaml");
        assertThat(outcome.stderr()).isEmpty();
        assertThat(outcome.stdout()).doesNotContain("SharedArchiveFile");
    }

    /** Not {@code lib/*}: Java lists that in the order of the disk, and a class archive fits one order only. */
    @Test
    void theDaemonGetsItsJarsOneByOneItsOwnFirst() throws IOException {
        Outcome outcome = run(List.of("JAVA_HOME=" + javaHome), Tree.processmaster(), "--version");

        List<String> lines = outcome.expect(0).stdout().lines().toList();
        List<String> jars = List.of(lines.get(lines.indexOf("-cp") + 1).split(":"));
        String lib = Tree.root() + "/lib/";
        assertThat(jars)
                .startsWith(lib + "processmaster.jar", lib + "common.jar")
                .doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(Tree.root().resolve("lib"))) {
            List<String> all = files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar") && !file.endsWith("/pmctl.jar"))
                    .toList();
            assertThat(jars).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void theDaemonUsesTheArchiveOfItsVersionOfJava() throws IOException {
        Path archive = onlyArchive();
        String version = archive.getFileName().toString().replaceAll("processmaster-|\\.jsa", "");
        Path same = fakeJava("same", version);

        Outcome outcome = run(List.of("JAVA_HOME=" + same), Tree.processmaster(), "--version");

        assertThat(outcome.expect(0).stdout().lines())
                .contains("-XX:SharedArchiveFile=" + archive, "-Dprocessmaster.archive=" + archive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "console        | web_console:\\n  port: 9001\\n  enabled: true\\n",
                "console        | web_console: {enabled: true}\\n",
                "console        | # web_console:\\nglobal:\\n  a: b\\nweb_console:\\n\\n  # off:\\n  enabled: true\\n",
                "processmaster  | web_console:\\n  enabled: false\\n",
                "processmaster  | web_console:\\n  port: 9001\\nglobal:\\n  enabled: true\\n",
                "processmaster  | # web_console: {enabled: true}\\n",
                "processmaster  | global: {}\\n",
            })
    void theDaemonUsesTheArchiveThatHasTheConsoleWhereThatIsOn(String archive, String yaml) throws IOException {
        String version = onlyArchive().getFileName().toString().replaceAll("processmaster-|\\.jsa", "");
        Path same = fakeJava("same", version);
        Path config = Files.writeString(scratch.resolve("the config"), yaml.replace("\\n", "\n"));

        for (List<String> options :
                List.of(List.of("-c", config.toString()), List.of("--check", "--config=" + config))) {
            Outcome outcome = run(List.of("JAVA_HOME=" + same), Tree.processmaster(), options.toArray(String[]::new));

            assertThat(outcome.expect(0).stdout().lines())
                    .contains("-Dprocessmaster.archive=" + Tree.root() + "/lib/" + archive + "-" + version + ".jsa");
            assertThat(outcome.stderr()).isEmpty();
        }
    }

    @Test
    void aConfigurationThatCannotBeReadIsLeftToTheDaemon() throws IOException {
        String version = onlyArchive().getFileName().toString().replaceAll("processmaster-|\\.jsa", "");
        Path same = fakeJava("same", version);

        Outcome outcome = run(List.of("JAVA_HOME=" + same), Tree.processmaster(), "-c", scratch + "/none");

        assertThat(outcome.expect(0).stdout().lines()).contains("-Dprocessmaster.archive=" + onlyArchive());
        assertThat(outcome.stderr()).isEmpty();
    }

    /** Java passes over names that nothing has. */
    @Test
    void whatIsToBeCompiledEarlyIsInTheTree() throws IOException {
        Outcome outcome = run(List.of("JAVA_HOME=" + javaHome), Tree.processmaster(), "--version");
        String option = "-XX:CompileCommand=CompileThresholdScaling,";
        List<String> named = outcome.expect(0)
                .stdout()
                .lines()
                .filter(line -> line.startsWith(option))
                .map(line -> line.substring(option.length()).replaceAll("\\*\\.\\*,0\\.\\d+", ""))
                .toList();
        List<String> classes = Stream.concat(classesOf("processmaster.jar"), classesOf("common.jar"))
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(start -> assertThat(classes)
                .anySatisfy(name -> assertThat(name).startsWith(start)));
    }

    @Test
    void theClientSeesOnlyItsOwnJarsBeforeTheOnesForOfflineWork() {
        Outcome outcome = run(List.of("JAVA_HOME=" + javaHome), Tree.pmctlOnJava(), "status", "web");

        List<String> lines = outcome.expect(0).stdout().lines().toList();
        String lib = Tree.root() + "/lib/";
        assertThat(lines).containsSubsequence("io.processmaster.pmctl.Main", "status", "web");
        assertThat(lines.get(lines.indexOf("-cp") + 1)).startsWith(lib + "pmctl.jar:" + lib + "common.jar:");
        assertThat(outcome.stdout())
                .contains("-Xlog:disable")
                .doesNotContain("processmaster.jar", "jffi.jar", "logback");
    }

    @Test
    void worksThroughRelativeAndAbsoluteLinks() throws IOException {
        Path near = Files.createSymbolicLink(scratch.resolve("near"), Tree.pmctlOfUsers());
        Path far = Files.createSymbolicLink(scratch.resolve("far"), Path.of("near"));

        Outcome outcome = run(List.of("JAVA_HOME=" + javaHome), far, "validate", "x.yaml");

        assertThat(near).isSymbolicLink();
        assertThat(outcome.expect(0).stdout()).contains(Tree.root() + "/lib/pmctl.jar");
    }

    @Test
    void worksWhenTheTreeIsMovedToAPlaceWithSpaces() {
        Path moved = scratch.resolve("new place");
        Commands.run(scratch, List.of("cp", "-R", Tree.root().toString(), moved.toString()))
                .expect(0);

        Outcome outcome = run(List.of("JAVA_HOME=" + javaHome), moved.resolve("bin/pmctl"), "validate", "x.yaml");

        assertThat(outcome.expect(0).stdout()).contains(moved + "/lib/pmctl.jar");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws IOException {
        Path old = fakeJava("old", "11.0.2");
        String path = javaHome.resolve("bin") + ":/usr/bin:/bin";

        Outcome outcome = run(List.of("JAVA_HOME=" + old, "PATH=" + path), Tree.pmctlOfUsers(), "validate", "x");

        assertThat(outcome.expect(0).stdout()).startsWith(javaHome + "/bin/java");
    }

    private static Stream<String> classesOf(String jar) throws IOException {
        try (JarFile file = new JarFile(Tree.root().resolve("lib").resolve(jar).toFile())) {
            return file.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")).toList().stream();
        }
    }

    private static Path onlyArchive() throws IOException {
        try (DirectoryStream<Path> archives =
                Files.newDirectoryStream(Tree.root().resolve("lib"), "processmaster-*.jsa")) {
            List<Path> found = new ArrayList<>();
            archives.forEach(found::add);
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private Path fakeJava(String name, String version) throws IOException {
        Path home = Files.createDirectories(scratch.resolve(name));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" \"MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-}\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Outcome run(List<String> environment, Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(environment);
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        return Commands.run(scratch, command);
    }
}
