package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the next daemon makes of what the one before left: apps, their past, damaged files, missing definitions. */
final class AdoptionIT {
    private static final String IDLE = "exec sleep 1000";
    private static final String QUICK = "restart_policy: { restart_backoff_ms: 20 }";
    private static final String TORN = "{\"seq\":99,\"torn";
    private static final String DISABLED = "global: { enabled: false }";

    private DaemonUnderTest daemon;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
    }

    @AfterEach
    void close() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void anEndWithoutADaemonIsRecordedAndThePolicyFollows() {
        startWith("web", IDLE, QUICK);
        int before = onlyPid("web");

        daemon.killHard();
        kill("web", before);
        daemon.start();

        AppStatus status = daemon.remote().awaitPhase("web", "RUNNING");
        assertThat(onlyPid("web")).isNotEqualTo(before);
        assertThat(status.life().restartsTotal()).isEqualTo(1);
        List<RunRecord> runs = daemon.remote().history("web");
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).exitCode()).isEmpty();
        assertThat(runs.get(0).outcome()).contains("unknown");
        assertThat(daemon.remote().told("adopted", "run 1 ended while no daemon ran"))
                .isTrue();
    }

    @Test
    void anAppThatWasDisabledMeanwhileIsNotStartedAgain() {
        startWith("web", IDLE, QUICK);
        int before = onlyPid("web");

        daemon.killHard();
        kill("web", before);
        daemon.home().defineShell("web", IDLE, QUICK, DISABLED);
        daemon.start();

        daemon.remote().awaitPhase("web", "STOPPED");
        assertThat(daemon.remote().history("web")).hasSize(1);
        assertThat(daemon.cgroup().app("web").exists()).isFalse();
    }

    @Test
    void uptimeAndRestartBudgetGoOn() {
        String failsTwice = "echo >> runs; [ $(wc -l < runs) -gt 2 ] || exit 1; " + IDLE;
        daemon.home().defineShell("web", failsTwice, QUICK);
        daemon.start();
        Await.until("two restarts", () -> daemon.remote().history("web").size() == 2);
        AppStatus before = daemon.remote().awaitPhase("web", "RUNNING");
        assertThat(before.life().restartsInWindow()).isEqualTo(2);

        daemon.killHard();
        daemon.start();

        AppStatus after = daemon.remote().status("web");
        assertThat(after.life().mainPid()).isEqualTo(before.life().mainPid());
        assertThat(after.life().uptimeMs().orElseThrow())
                .isGreaterThan(before.life().uptimeMs().orElseThrow());
        assertThat(after.life().restartsInWindow()).isEqualTo(2);
        assertThat(after.life().restartsTotal()).isEqualTo(2);

        killOnceAlone("web");
        Await.until("the last restart", () -> daemon.remote().history("web").size() == 3);
        daemon.remote().awaitPhase("web", "RUNNING");
        killOnceAlone("web");
        daemon.remote().awaitPhase("web", "FAILED");
    }

    @Test
    void whatAPersonStoppedStaysStopped() {
        daemon.home().defineShell("up", IDLE).defineShell("down", IDLE);
        daemon.start();
        daemon.remote().stop("down");
        int up = onlyPid("up");

        daemon.killHard();
        daemon.start();

        assertThat(onlyPid("up")).isEqualTo(up);
        AppStatus down = daemon.remote().status("down");
        assertThat(down.life().phase()).isEqualTo("STOPPED");
        assertThat(down.userStopped()).isTrue();
        assertThat(daemon.terminate()).isZero();
        daemon.start();
        assertThat(daemon.remote().awaitPhase("up", "RUNNING").life().pids()).hasSize(1);
        assertThat(daemon.remote().status("down").life().phase()).isEqualTo("STOPPED");
    }

    @Test
    @Observes("global.restore_stopped")
    void whatAPersonStoppedIsStartedWhenThatIsConfigured() {
        daemon.home().restoreStopped(false).defineShell("web", IDLE);
        daemon.start();
        daemon.remote().stop("web");

        daemon.killHard();
        daemon.start();

        assertThat(daemon.remote().awaitPhase("web", "RUNNING").userStopped()).isFalse();
    }

    @Test
    @Observes("global.on_shutdown")
    void appsThatAreLeftAreAdoptedAsTheyAre() {
        daemon.home().onShutdown("leave").defineShell("web", IDLE).defineShell("db", IDLE);
        daemon.start();
        daemon.remote().awaitPhase("web", "RUNNING");
        daemon.remote().awaitPhase("db", "RUNNING");
        assertThat(daemon.remote().act(Method.PAUSE, "db").ok()).isTrue();
        List<Integer> pids = daemon.cgroup().pids();

        assertThat(daemon.terminate()).isZero();
        assertThat(daemon.cgroup().pids()).isEqualTo(pids).hasSize(2);
        daemon.home().onShutdown("stop");
        daemon.start();

        assertThat(daemon.cgroup().pids()).isEqualTo(pids);
        assertThat(daemon.remote().status("db").paused()).isTrue();
        assertThat(daemon.remote().status())
                .allSatisfy(status -> assertThat(status.life().phase()).isEqualTo("RUNNING"));
        daemon.remote().stop("web");
        daemon.remote().stop("db");
    }

    @Test
    void aDaemonThatMakesWayLeavesTheAppsAlthoughItsShutdownStops() {
        daemon.home().onShutdown("stop");
        startWith("web", IDLE);
        int pid = onlyPid("web");

        daemon.signal("USR1");
        assertThat(daemon.awaitEnd()).isZero();
        assertThat(daemon.cgroup().app("web").pids()).containsExactly(pid);
        assertThat(daemon.home().socket()).doesNotExist();
        daemon.start();

        assertThat(onlyPid("web")).isEqualTo(pid);
        assertThat(daemon.terminate()).isZero();
        assertThat(daemon.cgroup().exists()).isFalse();
    }

    @Test
    @Finding(44)
    void aShutdownThatStopsLeavesNothing() {
        String stubborn = "trap \"\" TERM; ( setsid sleep 1000 & ); while :; do sleep 0.1; done";
        startWith("web", stubborn, "  stop_grace_period_ms: 200");

        assertThat(daemon.terminate()).isZero();

        assertThat(daemon.cgroup().exists()).isFalse();
        assertThat(daemon.home().socket()).doesNotExist();
    }

    @Test
    void anAppWhoseDefinitionVanishedIsStopped() throws IOException {
        daemon.home().defineShell("keep", IDLE);
        startWith("gone", IDLE);
        int keep = onlyPid("keep");

        daemon.killHard();
        Files.delete(daemon.home().definition("gone"));
        daemon.start();

        Await.until("nothing of it is left", () -> daemon.remote().status().size() == 1);
        assertThat(daemon.cgroup().app("gone").exists()).isFalse();
        assertThat(daemon.remote().told("definition_vanished", "stopping it")).isTrue();
        assertThat(onlyPid("keep")).isEqualTo(keep);
    }

    @Test
    void aCorruptStateIsMovedAsideAndTheAppsAreAdopted() throws IOException {
        startWith("web", IDLE);
        int before = onlyPid("web");

        daemon.killHard();
        Files.writeString(state("state.json"), "{\"apps\": [tor");
        daemon.start();

        assertThat(daemon.remote().awaitPhase("web", "RUNNING").life().pids()).containsExactly((long) before);
        assertThat(daemon.remote().told("state_damaged", "state.json.corrupt-")).isTrue();
        try (Stream<Path> files = Files.list(state(""))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("state.json.corrupt-"));
        }
    }

    @Test
    void aTornJournalGoesOnWhereItIsWhole() throws IOException {
        startWith("web", IDLE);
        int before = onlyPid("web");
        long last = newestEvent();

        daemon.killHard();
        Files.writeString(state("journal.jsonl"), TORN, StandardOpenOption.APPEND);
        daemon.start();

        assertThat(newestEvent()).isGreaterThan(last);
        assertThat(Files.readString(state("journal.jsonl"))).doesNotContain(TORN);
        assertThat(onlyPid("web")).isEqualTo(before);
        daemon.remote().stop("web");
        assertThat(daemon.remote().told("phase_changed", "STOPPED")).isTrue();
    }

    @Test
    void aDisabledAppThatWasStartedByForceGoesOn() {
        daemon.home().defineShell("web", IDLE, DISABLED);
        daemon.start();
        // A fleet that is at rest is shown from the very beginning.
        assertThat(daemon.remote().status("web").life().phase()).isEqualTo("STOPPED");
        daemon.pmctl("start", "web").expect(1);
        daemon.pmctl("start", "web", "--force").expect(0);
        int before = onlyPid("web");

        daemon.killHard();
        daemon.start();

        assertThat(onlyPid("web")).isEqualTo(before);
        assertThat(daemon.remote().status("web").life().phase()).isEqualTo("RUNNING");
    }

    @Test
    void aCgroupThatWasLeftEmptyIsRemoved() throws IOException {
        startWith("web", IDLE);
        daemon.remote().stop("web");

        daemon.killHard();
        Files.createDirectory(daemon.cgroup().app("web").path());
        daemon.start();

        assertThat(daemon.remote().status("web").life().phase()).isEqualTo("STOPPED");
        assertThat(daemon.cgroup().app("web").exists()).isFalse();
    }

    private void startWith(String app, String script, String... moreYaml) {
        daemon.home().defineShell(app, script, moreYaml);
        daemon.start();
        daemon.remote().awaitPhase(app, "RUNNING");
    }

    // Its script counts lines first, by processes of their own.
    private void killOnceAlone(String app) {
        Await.until(
                "its script is at its end",
                () -> daemon.cgroup().app(app).pids().size() == 1);
        kill(app, onlyPid(app));
    }

    private int onlyPid(String app) {
        List<Integer> pids = daemon.cgroup().app(app).pids();
        assertThat(pids).as("processes of " + app).hasSize(1);
        return pids.get(0);
    }

    private void kill(String app, int pid) {
        Commands.run(daemon.home().path(), List.of("kill", "-s", "KILL", Integer.toString(pid)))
                .expect(0);
        Await.until(
                "process " + pid + " is gone",
                () -> !daemon.cgroup().app(app).pids().contains(pid));
    }

    private long newestEvent() {
        var events = daemon.remote().events();
        return events.get(events.size() - 1).seq();
    }

    private Path state(String name) {
        return daemon.home().path().resolve("state").resolve(name);
    }
}
