package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The class archive of the daemon: all that it takes from it, and what happens when it does not fit. */
final class ClassArchiveIT {
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (.*)");
    // Made at run time, of which no archive can know.
    private static final Pattern MADE = Pattern.compile("\\$\\$Lambda|\\$Proxy|LambdaForm|Generated");
    private static final String OWN = "io.processmaster.";

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hasTheClassesThatTheDaemonLoads(boolean console) throws IOException {
        List<Matcher> loaded = classesOfADaemon(console);
        List<Matcher> classes = loaded.stream()
                .filter(line -> !MADE.matcher(line.group(1)).find())
                .toList();
        List<Matcher> lambdas = loaded.stream()
                .filter(line -> line.group(1).startsWith(OWN) && line.group(1).contains("$$Lambda"))
                .toList();

        assertThat(classes.stream().filter(line -> !isArchived(line)).map(line -> line.group(1)))
                .noneMatch(name -> name.startsWith(OWN));
        // When one of these fails after a change of a library or of many lambdas: dist/src/build/record-classes.
        assertThat(classes).hasSizeGreaterThan(2000);
        assertThat(archivedPercent(classes)).isGreaterThanOrEqualTo(95);
        assertThat(lambdas).hasSizeGreaterThan(100);
        assertThat(archivedPercent(lambdas)).isGreaterThanOrEqualTo(70);
    }

    /** Written in a way that the launcher does not understand, so that it takes the archive without the console. */
    @Test
    void aConsoleThatTheLauncherDidNotSeeIsLoadedAheadAsAWhole() throws IOException {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            Path log = daemon.home().path().resolve("classes.log");
            daemon.home().configure("\"web_console\": {\"enabled\": true, \"port\": " + DaemonHome.freePort() + "}");
            daemon.environment("PM_JAVA_OPTS", "-Xlog:class+load:file=" + log).start();

            // Only used when a certificate is read.
            Await.until("the console's classes are loaded", () -> Files.readString(log)
                    .contains("io.processmaster.daemon.web.tls.PemKey "));
            assertThat(daemon.terminate()).isZero();
        }
    }

    private static List<Matcher> classesOfADaemon(boolean console) throws IOException {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            if (console) {
                daemon.home().configureConsole();
            }
            Path log = daemon.home().path().resolve("classes.log");
            daemon.home().defineShell("web", "exec sleep 1000");
            daemon.environment("PM_JAVA_OPTS", "-Xlog:class+load:file=" + log).start();
            daemon.awaitPhase("web", "RUNNING");
            daemon.pmctl("restart", "web").expect(0);
            daemon.pmctl("events").expect(0);
            assertThat(daemon.terminate()).isZero();
            return Files.readAllLines(log).stream()
                    .map(LOADED::matcher)
                    .filter(Matcher::find)
                    .toList();
        }
    }

    private static long archivedPercent(List<Matcher> loaded) {
        return loaded.stream().filter(ClassArchiveIT::isArchived).count() * 100 / loaded.size();
    }

    private static boolean isArchived(Matcher loaded) {
        return loaded.group(2).startsWith("shared objects file");
    }

    @Test
    void whatDoesNotFitIsToldOnceAndChangesNothingElse() {
        Requires.daemon();
        Path elsewhere = scratch.resolve("tree");
        Commands.run(scratch, List.of("cp", "-R", Tree.root().toString(), elsewhere.toString()))
                .expect(0);
        Path launcher = elsewhere.resolve("bin/processmaster");

        Outcome version = Commands.run(scratch, List.of(launcher.toString(), "--version"));
        assertThat(version.expect(0).stdout()).matches("processmaster [^\n]+\n");
        assertThat(version.stderr()).isEmpty();
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().defineShell("web", "exec sleep 1000");
            daemon.under("sh", "-c", "shift; exec " + launcher + " \"$@\"", "sh")
                    .start();
            Await.until(
                    "the archive is told not to fit",
                    () -> daemon.home().output().contains("the class archive " + elsewhere));
            assertThat(daemon.home().output()).containsOnlyOnce("does not fit");
            daemon.awaitPhase("web", "RUNNING");
            assertThat(daemon.terminate()).isZero();
        }
    }

    @Test
    void theDaemonThatUsesItSaysNothing() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.start();
            assertThat(daemon.terminate()).isZero();
            assertThat(daemon.home().output())
                    .doesNotContain("class archive")
                    .doesNotContain("[warning]")
                    .doesNotContain("CompileCommand");
        }
    }
}
