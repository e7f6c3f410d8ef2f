package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the output of apps goes, and how {@code pmctl logs} shows it. */
final class LogsIT {
    private static final String SLEEP = "exec sleep 1000";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    @Finding({38, 43})
    void outputGoesStraightToFilesOfTheAppsUser() throws IOException {
        Path directory = home.nobodysDirectory("web");
        home.defineShell("web", "echo out; echo err >&2; " + SLEEP, "  user: nobody");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Path fds = Path.of("/proc/" + daemon.status("web").integer("main_pid") + "/fd");

        Path stdout = directory.resolve("logs/stdout.log");
        Path stderr = directory.resolve("logs/stderr.log");
        Await.until("both are written", () -> Files.size(stdout) > 0 && Files.size(stderr) > 0);
        assertThat(Files.readString(stdout)).isEqualTo("out\n");
        assertThat(Files.readString(stderr)).isEqualTo("err\n");
        assertThat(Files.readSymbolicLink(fds.resolve("0"))).isEqualTo(Path.of("/dev/null"));
        assertThat(Files.readSymbolicLink(fds.resolve("1"))).isEqualTo(stdout);
        assertThat(Files.readSymbolicLink(fds.resolve("2"))).isEqualTo(stderr);
        for (Path log : new Path[] {stdout, stderr}) {
            assertThat(Files.getAttribute(log, "unix:uid")).isEqualTo(DaemonHome.NOBODY);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void showsTheLastLinesOfAllFilesOrOfOne() {
        home.defineShell("web", "seq 1 100; echo oops >&2; " + SLEEP, "logs: {hints: [missing.txt]}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Await.until("it is written", () -> shown("logs", "web").contains("oops"));

        assertThat(shown("logs", "web"))
                .contains("stdout.log <==\n51\n52\n", "\n100\n", "stderr.log <==\noops\n")
                .doesNotContain("\n50\n");
        assertThat(shown("logs", "web", "-n", "2", "stdout.log")).contains("<==\n99\n100\n");
        assertThat(shown("logs", "web", "stderr.log")).endsWith("<==\noops\n").doesNotContain("stdout.log");
        assertThat(shown("logs", "web", "missing.txt")).isEmpty();
        assertThat(daemon.pmctl("logs", "web", "../../config.yaml").expect(1).stdout())
                .isEmpty();
    }

    @Test
    void followsThroughTruncationRemovalAndRenameAndEndsCalmlyOnControlC() throws IOException {
        home.defineShell("web", "echo begin; " + SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Path log = home.directory("web").resolve("logs/stdout.log");

        try (Following following = Following.start(daemon, "logs", "web", "stdout.log", "-f")) {
            following.await("begin\n");
            append(log, "grown");
            following.await("grown\n");
            Files.writeString(log, "");
            append(log, "truncated");
            following.await("truncated\n");
            Files.delete(log);
            append(log, "made again");
            following.await("made again\n");
            Path former = Files.move(log, log.resolveSibling("stdout.log.1"));
            append(former, "late");
            following.await("late\n");
            append(log, "renamed");
            following.await("renamed\n");

            assertThat(following.interrupt()).isZero();
            assertThat(following.output()).isEqualTo("begin\ngrown\ntruncated\nmade again\nlate\nrenamed\n");
        }
    }

    @Test
    void followsAllAppsWithTheirNamesAndFilesThatAreMadeLater() throws IOException {
        home.defineShell("web", "echo from web; " + SLEEP)
                .defineShell("api", "echo from api; " + SLEEP, "logs: {hints: [later.txt]}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        daemon.awaitPhase("api", "RUNNING");

        try (Following following = Following.start(daemon, "logs", "-f")) {
            following.await("api stdout.log: from api\n");
            following.await("web stdout.log: from web\n");
            Files.writeString(home.directory("api").resolve("later.txt"), "made later\n");
            following.await("api later.txt: made later\n");
            append(home.directory("web").resolve("logs/stderr.log"), "a complaint");
            following.await("web stderr.log: a complaint\n");

            assertThat(following.interrupt()).isZero();
        }
    }

    @Test
    void showsOnlyLinesThatMatchAndAreNewEnough() throws IOException {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path log = home.directory("web").resolve("logs/stdout.log");
        append(log, now.minus(2, ChronoUnit.HOURS) + " old error");
        append(log, now.minus(2, ChronoUnit.MINUTES) + " new error");
        append(log, "    at its second line");
        append(log, now + " all is well");

        assertThat(shown("logs", "web", "stdout.log", "--grep", "err.r"))
                .contains("old error", "new error")
                .doesNotContain("second line", "all is well");
        assertThat(shown("logs", "web", "stdout.log", "--since", "10m"))
                .contains("new error", "second line", "all is well")
                .doesNotContain("old error");
        assertThat(shown("logs", "web", "stdout.log", "--since", "10m", "--grep", "error"))
                .contains("new error")
                .doesNotContain("old error", "all is well");
        daemon.pmctl("logs", "web", "--grep", "(").expect(2);
    }

    @Test
    void eachFormOfTheCommandShowsWhatItNames() throws IOException {
        home.defineShell("web", "echo from web; echo web complains >&2; " + SLEEP, "logs: {hints: [syslog]}")
                .defineShell("api", "echo from api; " + SLEEP);
        Files.writeString(home.directory("web").resolve("syslog"), "system of web\n");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        daemon.awaitPhase("api", "RUNNING");
        Await.until(
                "all is written",
                () -> shown("logs").contains("complains") && shown("logs").contains("from api"));

        assertThat(shown("logs")).contains("from web", "web complains", "system of web", "from api");
        assertThat(shown("logs", "web", "-n", "50")).contains("from web").doesNotContain("from api");
        daemon.pmctl("logs", "nobody").expect(4);
        daemon.pmctl("logs", "nobody", "-f").expect(4);
        assertThat(daemon.pmctl("logs", "-f", "nothing.log").expect(1).stderr())
                .contains("no app has a log file nothing.log");
        assertThat(daemon.pmctl("logs", "api", "-f", "syslog").expect(1).stderr())
                .contains("api has no log file syslog (it has stdout.log, stderr.log");

        try (Following following = Following.start(daemon, "logs", "-f", "stdout.log")) {
            following.await("web stdout.log: from web\n");
            following.await("api stdout.log: from api\n");
            assertThat(following.interrupt()).isZero();
            assertThat(following.output()).doesNotContain("complains", "system of web");
        }
        try (Following following = Following.start(daemon, "logs", "-f", "syslog")) {
            following.await("web syslog: system of web\n");
            assertThat(following.interrupt()).isZero();
            assertThat(following.output()).isEqualTo("web syslog: system of web\n");
        }
        try (Following following = Following.start(daemon, "logs", "-f", "api")) {
            following.await("api stdout.log: from api\n");
            assertThat(following.interrupt()).isZero();
            assertThat(following.output()).doesNotContain("from web");
        }
    }

    @Test
    void rotatedFilesAreTheHistoryAndFollowingGoesOnThroughThem() throws IOException {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Path log = home.directory("web").resolve("logs/stdout.log");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        append(log, now.minus(3, ChronoUnit.HOURS) + " one error");
        append(log, now.minus(2, ChronoUnit.HOURS) + " two");
        rotate(log, log.resolveSibling("stdout.log.2"));
        Commands.run(
                        home.path(),
                        List.of("gzip", log.resolveSibling("stdout.log.2").toString()))
                .expect(0);
        append(log, now.minus(1, ChronoUnit.HOURS) + " three error");
        rotate(log, log.resolveSibling("stdout.log.1"));
        append(log, now + " four");

        assertThat(shown("logs", "web", "stdout.log")).contains("one", "two", "three", "four");
        assertThat(shown("logs", "web", "stdout.log", "-n", "3"))
                .contains("two", "three", "four")
                .doesNotContain("one");
        assertThat(shown("logs", "web", "stdout.log", "--grep", "error"))
                .contains("one", "three")
                .doesNotContain("two", "four");
        assertThat(shown("logs", "web", "stdout.log", "--since", "150m"))
                .contains("two", "three", "four")
                .doesNotContain("one");

        try (Following following = Following.start(daemon, "logs", "web", "-f", "stdout.log", "-n", "1")) {
            following.await(" four\n");
            append(log, "five");
            Files.move(log.resolveSibling("stdout.log.2.gz"), log.resolveSibling("stdout.log.3.gz"));
            Files.move(log.resolveSibling("stdout.log.1"), log.resolveSibling("stdout.log.2"));
            rotate(log, log.resolveSibling("stdout.log.1"));
            append(log, "six");
            following.await("six\n");
            assertThat(following.interrupt()).isZero();
            assertThat(following.output()).endsWith(" four\nfive\nsix\n");
        }
    }

    @Test
    void noLineIsLostOrTornWhenTheDaemonIsKilledWhileAnAppFloods() throws IOException {
        home.defineShell(
                "flood",
                "trap 'exit 0' TERM; i=0; while :; do i=$((i+1)); echo \"line $i of the flood\";"
                        + " [ $((i % 2000)) -ne 0 ] || sleep 0.01; done");
        daemon.start();
        daemon.awaitPhase("flood", "RUNNING");
        long pid = daemon.status("flood").integer("main_pid");
        Path log = home.directory("flood").resolve("logs/stdout.log");

        try (Following following = Following.start(daemon, "logs", "flood", "stdout.log", "-f")) {
            following.await("of the flood");
            daemon.killHard();
            assertThat(following.exit()).isEqualTo(3);
        }
        long orphaned = Files.size(log);
        Await.until("the flood goes on without a daemon", () -> Files.size(log) > orphaned + 100_000);
        daemon.start();
        daemon.awaitPhase("flood", "RUNNING");
        assertThat(daemon.status("flood").integer("main_pid")).isEqualTo(pid);
        daemon.pmctl("stop", "flood").expect(0);

        try (BufferedReader lines = Files.newBufferedReader(log)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                assertThat(line).isEqualTo("line " + number + " of the flood");
            }
            assertThat(number).isGreaterThan(1000);
        }
    }

    private String shown(String... arguments) {
        return daemon.pmctl(arguments).expect(0).stdout();
    }

    private static void rotate(Path log, Path copy) throws IOException {
        Path passing = log.resolveSibling("passing");
        Files.copy(log, passing);
        Files.move(passing, copy);
        Files.newByteChannel(log, StandardOpenOption.WRITE).truncate(0).close();
    }

    private static void append(Path log, String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
