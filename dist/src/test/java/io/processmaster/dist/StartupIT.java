package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the daemon starts and ends as seen by its surroundings: systemd, the socket's directory, whoever may not start it. */
final class StartupIT {
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
    void nothingHasToBeCopiedOrToRunWhereTemporaryFilesAre() throws IOException {
        daemon.environment("PM_JAVA_OPTS", "-Djava.io.tmpdir=/proc").start();
        assertThat(Path.of("/proc/" + daemon.daemon().pid() + "/maps"))
                .content()
                .contains(Tree.root().resolve("lib/native").toString());
        assertThat(daemon.terminate()).isZero();
    }

    @Test
    @Finding(44)
    void theServiceManagerIsToldOfEveryTurn() {
        home.defineShell("web", SLEEP);
        try (NotifySocket systemd = NotifySocket.at(home.path().resolve("notify.sock"))) {
            daemon.environment("NOTIFY_SOCKET", systemd.path().toString())
                    .environment("WATCHDOG_USEC", "200000")
                    .start();
            systemd.await("READY=1\nSTATUS=1 app");
            systemd.await("WATCHDOG=1");
            int count = systemd.seen().size();
            daemon.signal("HUP");
            systemd.await("RELOADING=1\nMONOTONIC_USEC=");
            Await.until(
                    "it is ready again",
                    () -> systemd.seen().subList(count, systemd.seen().size()).stream()
                            .anyMatch(message -> message.startsWith("READY=1")));
            assertThat(daemon.terminate()).isZero();
            systemd.await("STOPPING=1\nSTATUS=stopping the apps");
        }
    }

    @Test
    void theStartTellsWhichBuildItIs() {
        daemon.start();
        String build =
                daemon.pmctl("version", "--format", "json").expect(0).json().text("build_id");

        assertThat(home.output()).contains("processmaster " + build + " built ");
        assertThat(daemon.remote().told("daemon_started", "processmaster " + build))
                .isTrue();
    }

    @Test
    void adoptedAppsAreKnownWithTheFirstAnswer() {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long before = daemon.status("web").integer("main_pid");
        daemon.killHard();

        daemon.start();

        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(before);
        assertThat(daemon.status("web").text("phase")).isEqualTo("RUNNING");
    }

    @Test
    @Finding(20)
    @Observes({"unix_socket.path", "unix_socket.mode", "unix_socket.group"})
    void theSocketIsNeverWiderThanConfigured() throws IOException {
        home.configureSocket("mode: 0600").configureSocket("group: " + DaemonHome.NOBODY);
        Set<Map<String, Object>> seen = ConcurrentHashMap.newKeySet();
        daemon.launch();
        Await.until("the daemon listens", () -> {
            // As often as possible: an instant would be enough for an attacker.
            for (int i = 0; i < 2000; i++) {
                look().ifPresent(seen::add);
            }
            return daemon.pmctl("status").exit() == 0;
        });
        look().ifPresent(seen::add);

        assertThat(seen).containsExactly(Map.of("uid", 0, "gid", DaemonHome.NOBODY, "mode", 0140600));
        List<String> stranger =
                asNobody(Tree.pmctl().toString(), "-s", home.socket().toString(), "status");
        assertThat(Commands.run(home.path(), stranger).expect(3).stderr()).contains("ermission denied");
        assertThat(home.path().toFile().list()).noneMatch(name -> name.startsWith(".pm"));
    }

    private Optional<Map<String, Object>> look() throws IOException {
        try {
            return Optional.of(Files.readAttributes(home.socket(), "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Test
    void whoIsNotRootIsToldSoInOneLine() {
        Outcome outcome = Commands.run(
                home.path(),
                asNobody(
                        Tree.processmaster().toString(),
                        "-c",
                        home.writeConfig().toString()));

        assertThat(outcome.expect(1).stderr().lines())
                .containsExactly("processmaster: must run as root (it makes cgroups and starts apps as other users)");
        assertThat(outcome.stdout()).isEmpty();
        assertThat(home.path().resolve("state")).doesNotExist();
    }

    @Test
    void aCheckNeedsNeitherRootNorADaemonAndTellsEveryFault() throws IOException {
        home.defineShell("web", SLEEP);
        String config = home.writeConfig().toString();
        List<String> check = asNobody(Tree.processmaster().toString(), "--check", "-c", config);
        assertThat(Commands.run(Path.of("/tmp"), check).expect(0).stdout()).isEqualTo(config + ": OK\n");
        Outcome valid = daemon.pmctl("validate", config, home.definition("web").toString());
        assertThat(valid.expect(0).stdout()).contains(home.definition("web") + ": OK");

        home.defineShell("web", SLEEP, "  stop_grace_period_ms: soon", "restart_polcy: {}");
        home.configureSocket("mode: 0698");
        home.writeConfig();
        Outcome broken = Commands.run(Path.of("/tmp"), check).expect(1);
        assertThat(broken.stderr()).contains(config + ":5:9: unix_socket.mode");
        Outcome invalid = daemon.pmctl("validate", home.definition("web").toString());
        assertThat(invalid.expect(1).stderr() + invalid.stdout())
                .contains(home.definition("web") + ":4:25: process.stop_grace_period_ms")
                .contains(home.definition("web") + ":5:1: restart_polcy: unknown key (did you mean restart_policy?)");
    }

    private static List<String> asNobody(String... command) {
        List<String> all = new ArrayList<>(
                List.of("setpriv", "--reuid=" + DaemonHome.NOBODY, "--regid=" + DaemonHome.NOBODY, "--clear-groups"));
        List<String> probe = new ArrayList<>(all);
        probe.addAll(List.of("test", "-x", command[0]));
        Assumptions.assumeTrue(
                Commands.run(Path.of("/tmp"), probe).exit() == 0, "user nobody cannot reach " + Tree.root());
        all.addAll(List.of(command));
        return all;
    }
}
