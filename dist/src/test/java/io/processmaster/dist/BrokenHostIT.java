package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows when somebody takes cgroups, directories or disk space from under a daemon that runs. */
final class BrokenHostIT {
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
    void aFullDiskOfTheStateKeepsNobodyFromStartingAndStopping() throws IOException {
        home.defineShell("web", SLEEP);
        onSmallDisk(disk -> {
            daemon.start();
            daemon.awaitPhase("web", "RUNNING");
            disk.fill();

            for (int i = 0; i < 3; i++) {
                daemon.pmctl("stop", "web").expect(0);
                daemon.pmctl("start", "web").expect(0);
            }
            assertThat(daemon.remote().told("state_not_saved", "o space left")).isTrue();
            assertThat(daemon.pmctl("events", "web").expect(0).stdout()).contains("STOPPED");

            disk.free();
            daemon.pmctl("restart", "web").expect(0);
            Await.until("the state is saved again", () -> daemon.remote().told("state_saved_again", ""));
            Await.until("events are saved again", () -> daemon.remote().told("journal_recovered", ""));
            long before = daemon.status("web").integer("main_pid");
            daemon.killHard();
            daemon.start();
            assertThat(daemon.status("web").integer("main_pid")).isEqualTo(before);
            daemon.remote().stop("web");
        });
    }

    @Test
    void aRunThatWasToldKeepsItsNumberWhenTheStateCouldNotBeSaved() throws IOException {
        home.defineShell("web", SLEEP);
        onSmallDisk(disk -> {
            daemon.start();
            daemon.awaitPhase("web", "RUNNING");
            daemon.pmctl("restart", "web").expect(0);
            Await.until(
                    "the first run is told",
                    () -> !daemon.remote().history("web").isEmpty());
            disk.fill();
            // What is full for a new state has room for a few lines in the last block of the history.
            for (int i = 0; i < 3; i++) {
                daemon.pmctl("restart", "web").expect(0);
            }
            Await.until("they are told", () -> daemon.remote().history("web").size() == 4);
            daemon.killHard();
            disk.free();
            daemon.start();
            daemon.awaitPhase("web", "RUNNING");
            daemon.pmctl("restart", "web").expect(0);
            daemon.remote().stop("web");
            Await.until("all are told", () -> daemon.remote().history("web").size() == 6);
            assertThat(daemon.remote().history("web").stream().map(RunRecord::run))
                    .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        });
    }

    @Test
    void anAppThatWasLaunchedWhileNothingCouldBeSavedIsStoppedWhenItsDefinitionVanished() throws IOException {
        home.defineShell("web", SLEEP);
        onSmallDisk(disk -> {
            daemon.start();
            daemon.awaitPhase("web", "RUNNING");
            disk.fill();
            home.defineShell("new", SLEEP);
            daemon.pmctl("update").expect(0);
            daemon.awaitPhase("new", "RUNNING");
            daemon.killHard();
            Files.delete(home.definition("new"));
            disk.free();
            daemon.start();
            Await.until(
                    "nothing of it is left", () -> !daemon.cgroup().app("new").exists());
            assertThat(daemon.remote().told("definition_vanished", "stopping it"))
                    .isTrue();
            assertThat(daemon.remote().told("stray_cgroup", "")).isFalse();
            assertThat(daemon.cgroup().app("web").pids()).hasSize(1);
        });
    }

    @Test
    void aWorkingDirectoryThatIsGoneIsNamedAndWhatRunsGoesOn() throws IOException {
        home.defineShell("web", SLEEP, "restart_policy: {policy: never}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long before = daemon.status("web").integer("main_pid");
        Path directory = home.directory("web");
        run("mv", directory, directory.resolveSibling("gone"));

        Outcome update = daemon.pmctl("update").expect(0);
        assertThat(update.stderr()).contains("web.yaml:2:").contains(directory.toString());
        assertThat(daemon.status("web").integer("main_pid")).isEqualTo(before);
        assertThat(daemon.status("web").text("phase")).isEqualTo("RUNNING");

        assertThat(daemon.pmctl("restart", "web").expect(1).stderr()).contains(directory.toString());
        assertThat(daemon.status("web").text("phase")).isEqualTo("FAILED");
        run("mv", directory.resolveSibling("gone"), directory);
        daemon.pmctl("start", "web").expect(0);
    }

    @Test
    void whatRootMovesOutOfItsCgroupIsNoLongerOfTheAppWhichIsStartedAgain() throws IOException {
        home.defineShell("web", SLEEP, "restart_policy: {restart_backoff_ms: 100}");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        long moved = daemon.status("web").integer("main_pid");
        Path elsewhere = Files.createDirectory(
                daemon.cgroup().path().resolveSibling(daemon.cgroup().path().getFileName() + "-elsewhere"));
        try {
            Files.writeString(elsewhere.resolve("cgroup.procs"), Long.toString(moved));

            daemon.awaitReplacement("web", moved);
            assertThat(daemon.cgroup().app("web").pids()).hasSize(1);
            assertThat(new CgroupUnderTest(elsewhere).pids()).containsExactly((int) moved);
            daemon.remote().stop("web");
            assertThat(new CgroupUnderTest(elsewhere).pids()).containsExactly((int) moved);
        } finally {
            new CgroupUnderTest(elsewhere).clear();
        }
    }

    @Test
    void aMasterCgroupThatSomebodyRemovedIsNamedAndTheNextDaemonMakesIt() {
        home.defineShell("web", SLEEP);
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        daemon.remote().stop("web");
        daemon.cgroup().clear();

        assertThat(daemon.pmctl("start", "web").expect(1).stderr()).contains("somebody removed the master cgroup");
        assertThat(daemon.terminate()).isZero();
        daemon.start();
        daemon.pmctl("start", "web").expect(0);

        assertThat(daemon.cgroup().app("web").pids()).hasSize(1);
    }

    private interface OnDisk {
        void run(SmallDisk state) throws IOException;
    }

    /** With the state directory on a disk of its own, from which the daemon is gone before it is unmounted. */
    private void onSmallDisk(OnDisk test) throws IOException {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(home.path().resolve("state")), "256k")) {
            try {
                test.run(disk);
            } finally {
                daemon.terminate();
            }
        }
    }

    private boolean run(Object... words) {
        List<String> command =
                java.util.Arrays.stream(words).map(Object::toString).toList();
        return Commands.run(home.path(), command).exit() == 0;
    }
}
