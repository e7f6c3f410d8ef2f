package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the daemon and its client say to each other, and to those who speak out of turn. */
final class ProtocolIT {
    private static final String SLEEP = "exec sleep 1000";
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_STREAMS = 64;

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        home.defineShell("web", "echo up; " + SLEEP);
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void aClientOfAnotherBuildIsRefusedForEverythingWithBothBuilds() {
        daemon.start();
        try (RawConnection client = RawConnection.open(home.socket())) {
            assertThat(client.ask("status", "{}")).contains("-32001", "\"kind\":\"hello_first\"");
        }
        try (RawConnection client = RawConnection.open(home.socket())) {
            String refusal =
                    client.ask("hello", RawConnection.hello("9.9.9-other", "2001-01-01T00:00:00Z", "elsewhere"));
            assertThat(refusal)
                    .contains("-32001", "\"kind\":\"not_co_built\"", "9.9.9-other", "elsewhere")
                    .contains(BuildInfo.current().buildId());
            assertThat(client.ask("stop", "{\"names\":[\"web\"]}")).contains("-32001");
        }
        daemon.awaitPhase("web", "RUNNING");
    }

    @Test
    void pmctlOfAnotherBuildSaysSoWithAnExitCodeOfItsOwn() throws IOException {
        Path other = copyOfTheTree();
        try (FileSystem jar = FileSystems.newFileSystem(other.resolve("lib/common.jar"))) {
            Files.writeString(
                    jar.getPath("io/processmaster/common/build/build.properties"),
                    "version=9.9.9\nbuild_id=9.9.9-other\nbuild_time=then\nbuild_host=elsewhere\n");
        }

        assertRefused(other.resolve("libexec/pmctl-java"), "9.9.9-other");
    }

    @Test
    void theNativePmctlOfAnotherBuildSaysSoAsWell() throws IOException {
        Requires.nativeForm();
        Path other = copyOfTheTree().resolve("bin/pmctl");
        String build = BuildInfo.current().buildId();
        String another = "x".repeat(build.length());
        String program = Files.readString(other, StandardCharsets.ISO_8859_1);
        assertThat(program).contains("build_id=" + build);
        Files.writeString(
                other, program.replace("build_id=" + build, "build_id=" + another), StandardCharsets.ISO_8859_1);

        assertRefused(other, another);
    }

    private Path copyOfTheTree() {
        Path other = home.path().resolve("other-build");
        Commands.run(home.path(), List.of("cp", "-R", Tree.root().toString(), other.toString()))
                .expect(0);
        return other;
    }

    private void assertRefused(Path pmctl, String build) {
        daemon.start();
        Outcome stop = Commands.run(
                home.path(), List.of(pmctl.toString(), "-s", home.socket().toString(), "stop", "web"));

        assertThat(stop.expect(5).stderr()).contains(build, BuildInfo.current().buildId());
        daemon.awaitPhase("web", "RUNNING");
    }

    @Test
    void aRequestThatNamesUnknownAppsDoesNothingAndListsThemAll() {
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long before = daemon.status("web").integer("main_pid");

        Outcome stop = daemon.pmctl("stop", "nosuch", "web", "other").expect(4);

        assertThat(stop.stderr()).contains("nosuch", "other").doesNotContain("web,");
        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(before);
    }

    @Test
    void exitCodesTellWrongUsageFromADaemonThatIsNotThere() {
        Outcome nobody = daemon.pmctl("status").expect(3);
        assertThat(nobody.stderr()).contains(home.socket().toString());
        assertThat(nobody.stdout()).isEmpty();
        for (List<String> wrong : List.of(
                List.of("frobnicate"),
                List.of("start"),
                List.of("status", "--no-such-option"),
                List.of("logs", "web", "-n", "many"),
                List.of("signal", "web", "SIGNOTHING"))) {
            assertThat(daemon.pmctl(wrong.toArray(String[]::new)).expect(2).stderr())
                    .startsWith("pmctl: ");
        }
    }

    @Test
    @Finding(15)
    void silentHalfOpenAndFloodingClientsDoNotDisturbOthers() {
        daemon.start();
        List<RawConnection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                clients.add(RawConnection.open(home.socket()));
                RawConnection half = RawConnection.open(home.socket());
                half.send("{\"jsonrpc\":");
                clients.add(half);
            }
            RawConnection flood = RawConnection.coBuilt(home.socket());
            clients.add(flood);
            flood.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\",\"params\":{}}\n".repeat(1500));
            RawConnection rude = RawConnection.open(home.socket());
            clients.add(rude);
            rude.send("GET / HTTP/1.1\n");
            assertThat(rude.receive()).contains("-32700");

            daemon.pmctl("status", "web").expect(0);
            daemon.pmctl("restart", "web").expect(0);
        } finally {
            clients.forEach(RawConnection::close);
        }
    }

    @Test
    void oneConnectionTooManyIsToldSoAndTheOthersGoOn() {
        daemon.start();
        List<RawConnection> clients = new ArrayList<>();
        try {
            RawConnection first = RawConnection.coBuilt(home.socket());
            clients.add(first);
            while (clients.size() < MOST_CONNECTIONS) {
                clients.add(RawConnection.open(home.socket()));
            }
            RawConnection last = RawConnection.open(home.socket());
            clients.add(last);
            assertThat(last.receive()).contains("\"kind\":\"too_many_connections\"");
            assertThat(first.ask("status", "{}")).contains("\"web\"");
        } finally {
            clients.forEach(RawConnection::close);
        }
        Await.until("there is room again", () -> daemon.pmctl("status").exit() == 0);
    }

    @Test
    @Finding(41)
    void aViewerThatHangsUpLeavesNothingOpenInTheDaemon() {
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long watching = openFiles("inotify");
        follow(1);
        Await.until("the first viewer is forgotten", () -> openFiles("inotify") == watching);
        long before = openFiles("");

        // More viewers in all than there may be at a time: each has to give its place back.
        for (int viewers = 0; viewers <= MOST_STREAMS; viewers += 10) {
            follow(10);
            Await.until(
                    "all is closed", Await.LIMIT, () -> openFiles("") <= before, () -> openFiles("") + " of " + before);
        }
    }

    private void follow(int viewers) {
        List<RawConnection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < viewers; i++) {
                RawConnection client = RawConnection.coBuilt(home.socket());
                clients.add(client);
                assertThat(client.ask("logs_follow", "{\"name\":\"web\",\"lines\":1}"))
                        .contains("\"following\":true");
                assertThat(client.receive()).contains("\"method\":\"log\"");
            }
        } finally {
            clients.forEach(RawConnection::close);
        }
    }

    private long openFiles(String kind) {
        try (Stream<Path> fds = Files.list(Path.of("/proc/" + daemon.daemon().pid() + "/fd"))) {
            return fds.filter(fd -> target(fd).contains(kind)).count();
        } catch (IOException e) {
            throw new AssertionError("cannot list the daemon's descriptors", e);
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }

    @Test
    void eventsSurviveTheDaemonAndTheirNumbersGoOn() {
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        List<Long> first = eventNumbers();
        daemon.killHard();
        daemon.start();
        assertThat(daemon.terminate()).isZero();
        daemon.start();
        List<Long> all = eventNumbers();

        assertThat(first).isNotEmpty();
        assertThat(all).startsWith(first.toArray(Long[]::new)).isSorted().doesNotHaveDuplicates();
        assertThat(all.size()).isGreaterThan(first.size() + 2);
    }

    private List<Long> eventNumbers() {
        JsonObject reply = daemon.pmctl("events", "-n", "200", "--format", "json")
                .expect(0)
                .json();
        return reply.array("events").objects(event -> event.integer("seq"));
    }
}
