package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.ActionResult.StopFacts;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A stop is a proof: whatever an app does, nothing of it is left when the daemon says that it is stopped. */
final class StopProofIT {
    private static final long GRACE_MS = 300;
    private static final long SLACK_MS = 500;
    private static final int ESCAPES = 50;
    private static final List<String> ESCAPERS = List.of("ghost", "hydra");
    private static final int RACES = 20;

    // Ignored signals stay ignored in everything that is forked, and each process forks on.
    private static final String ESCAPE = "trap \"\" TERM HUP INT;"
            + " ( setsid sh -c \"( sleep 1000 & ); while :; do ( sleep 0.1 & ); sleep 0.1; done\" & );"
            + " while :; do ( sleep 0.1 & ); sleep 0.1; done";

    private static final String SHORT_GRACE = "  stop_grace_period_ms: " + GRACE_MS;
    private static final String SLEEP = "exec sleep 1000";

    @Test
    @Finding(37)
    void nothingOfATreeThatEscapesAndIgnoresTheSignalIsLeft() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            ESCAPERS.forEach(app -> daemon.home().defineShell(app, ESCAPE, SHORT_GRACE));
            daemon.start();

            for (int escape = 0; escape < ESCAPES; escape += ESCAPERS.size()) {
                ESCAPERS.forEach(daemon.remote()::start);
                ESCAPERS.forEach(app -> awaitProcesses(daemon, app, 4));

                JsonObject reply = daemon.pmctl("stop", ESCAPERS.get(0), ESCAPERS.get(1), "--format", "json")
                        .expect(0)
                        .json();

                assertThat(daemon.cgroup().pids()).isEmpty();
                List<ActionResult> results = reply.array("results").objects(ActionResult::fromJson);
                assertThat(results).hasSameSizeAs(ESCAPERS).allSatisfy(result -> {
                    assertThat(daemon.cgroup().app(result.application()).exists())
                            .isFalse();
                    assertThat(result.ok()).isTrue();
                    StopFacts facts = result.stop().orElseThrow();
                    assertThat(facts.forced()).isTrue();
                    assertThat(facts.killed()).isPositive();
                    assertThat(facts.tookMs()).isBetween(GRACE_MS, GRACE_MS + SLACK_MS);
                });
            }
        }
    }

    @Test
    void aPoliteAppIsNotKilled() {
        try (DaemonUnderTest daemon = running("web", SLEEP)) {
            StopFacts facts = daemon.remote().stop("web").stop().orElseThrow();

            assertThat(facts.forced()).isFalse();
            assertThat(facts.killed()).isZero();
            assertThat(facts.signalled()).isEqualTo(1);
            assertStopped(daemon, "web");
            assertThat(newest(daemon, "web").signal()).contains("SIGTERM");
            assertThat(newest(daemon, "web").outcome()).contains("stopped");
        }
    }

    @Test
    @Observes("process.stop_command")
    void aStopCommandThatWorksNeedsNoSignal() throws IOException {
        String command = "echo said; echo warned >&2; kill -INT $(cat pid)";
        try (DaemonUnderTest daemon = running("web", "echo $$ > pid; " + SLEEP, stopCommand(command))) {
            Await.until(
                    "the pid is written",
                    () -> Files.exists(daemon.home().directory("web").resolve("pid")));
            StopFacts facts = daemon.remote().stop("web").stop().orElseThrow();

            assertThat(facts).isEqualTo(new StopFacts(facts.tookMs(), 0, 0, false));
            assertStopped(daemon, "web");
            assertThat(newest(daemon, "web").signal()).contains("SIGINT");
            assertThat(log(daemon, "stop_command_stdout.log")).isEqualTo("said\n");
            assertThat(log(daemon, "stop_command_stderr.log")).isEqualTo("warned\n");
        }
    }

    @Test
    void aStopCommandThatFailsIsFollowedByTheSignal() throws IOException {
        try (DaemonUnderTest daemon = running("web", SLEEP, stopCommand("echo cannot >&2; exit 7"))) {
            StopFacts facts = daemon.remote().stop("web").stop().orElseThrow();

            assertThat(facts.forced()).isFalse();
            assertThat(facts.signalled()).isPositive();
            assertStopped(daemon, "web");
            assertThat(daemon.remote().told("stop_command_failed", "exit code 7"))
                    .isTrue();
            assertThat(log(daemon, "stop_command_stderr.log")).isEqualTo("cannot\n");
        }
    }

    @Test
    @Observes("process.stop_grace_period_ms")
    void aStopCommandThatHangsIsKilledWithTheAppAtTheDeadline() throws IOException {
        try (DaemonUnderTest daemon =
                running("web", SLEEP, stopCommand("echo hanging; exec sleep 1000"), SHORT_GRACE)) {
            StopFacts facts = daemon.remote().stop("web").stop().orElseThrow();

            assertThat(facts.forced()).isTrue();
            assertThat(facts.killed()).isEqualTo(2);
            assertThat(facts.tookMs()).isBetween(GRACE_MS, GRACE_MS + SLACK_MS);
            assertStopped(daemon, "web");
            assertThat(newest(daemon, "web").outcome()).contains("killed");
            assertThat(log(daemon, "stop_command_stdout.log")).isEqualTo("hanging\n");
        }
    }

    @Test
    void aPausedAppIsStoppedLikeAnyOther() {
        try (DaemonUnderTest daemon = running("web", SLEEP)) {
            assertThat(daemon.remote().act(Method.PAUSE, "web").ok()).isTrue();
            assertThat(daemon.remote().status("web").paused()).isTrue();

            StopFacts facts = daemon.remote().stop("web").stop().orElseThrow();

            assertThat(facts.forced()).isFalse();
            assertStopped(daemon, "web");
            assertThat(daemon.remote().status("web").paused()).isFalse();
        }
    }

    @Test
    void stoppingWhatIsStoppedAndStartingWhatRunsChangesNothing() {
        try (DaemonUnderTest daemon = running("web", SLEEP)) {
            List<Integer> pids = daemon.cgroup().app("web").pids();
            assertThat(daemon.remote().start("web").outcome()).isEqualTo("already_running");
            assertThat(daemon.cgroup().app("web").pids()).isEqualTo(pids).hasSize(1);

            daemon.remote().stop("web");
            AppStatus before = daemon.remote().status("web");
            assertThat(daemon.remote().stop("web").outcome()).isEqualTo("already_stopped");

            assertThat(daemon.remote().status("web").life()).isEqualTo(before.life());
            assertThat(daemon.remote().history("web")).hasSize(1);
        }
    }

    @Test
    void aStopDuringAStartLeavesNothing() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().defineShell("web", SLEEP);
            daemon.start();
            daemon.remote().stop("web");

            for (int race = 0; race < RACES; race++) {
                CompletableFuture<ActionResult> start =
                        CompletableFuture.supplyAsync(() -> daemon.remote().act(Method.START, "web"));
                while (!daemon.cgroup().app("web").exists() && !start.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(daemon.remote().act(Method.STOP, "web").ok()).isTrue();

                ActionResult started = start.join();
                assertThat(started.ok() || started.outcome().equals("busy"))
                        .as(started.toString())
                        .isTrue();
                assertStopped(daemon, "web");
            }
        }
    }

    @Test
    void aRestartEndsExactlyOneRunAndStartsExactlyOne() {
        try (DaemonUnderTest daemon = running("web", SLEEP)) {
            List<Integer> before = daemon.cgroup().app("web").pids();

            daemon.remote().restart("web");

            assertThat(daemon.cgroup().app("web").pids()).hasSize(1).doesNotContainAnyElementsOf(before);
            assertThat(daemon.remote().history("web")).hasSize(1);
            daemon.remote().stop("web");
            List<RunRecord> runs = daemon.remote().history("web");
            assertThat(runs).extracting(RunRecord::run).containsExactly(2L, 1L);
            assertThat(runs).extracting(RunRecord::trigger).containsExactly("restart", "boot");
            assertThat(daemon.remote().status("web").life().restartsTotal()).isZero();
        }
    }

    @Test
    void anAppRunsAsLongAsAChildOfItLives() {
        try (DaemonUnderTest daemon = running("web", "( setsid sleep 1000 & ); exit 0")) {
            Await.until(
                    "its main process is gone",
                    () -> daemon.remote().status("web").life().mainExit().isPresent());

            AppStatus status = daemon.remote().awaitPhase("web", "RUNNING");
            assertThat(status.life().actual()).isEqualTo("RUNNING");
            assertThat(status.life().mainPid()).isEmpty();
            assertThat(status.life().mainExit().orElseThrow().code()).hasValue(0);
            assertThat(status.life().pids()).hasSize(1);
            assertThat(daemon.remote().history("web")).isEmpty();

            assertThat(daemon.remote().stop("web").stop().orElseThrow().signalled())
                    .isEqualTo(1);
            assertStopped(daemon, "web");
            assertThat(newest(daemon, "web").exitCode()).hasValue(0);
        }
    }

    private static DaemonUnderTest running(String app, String script, String... moreYaml) {
        DaemonUnderTest daemon = DaemonUnderTest.prepare();
        try {
            daemon.home().defineShell(app, script, moreYaml);
            daemon.start();
            daemon.remote().awaitPhase(app, "RUNNING");
            return daemon;
        } catch (RuntimeException | Error e) {
            daemon.close();
            throw e;
        }
    }

    private static String stopCommand(String script) {
        return "  stop_command: [/bin/sh, -c, '" + script + "']";
    }

    private static void awaitProcesses(DaemonUnderTest daemon, String app, int least) {
        Await.until(app + " has spread", () -> daemon.cgroup().app(app).pids().size() >= least);
    }

    private static void assertStopped(DaemonUnderTest daemon, String app) {
        assertThat(daemon.cgroup().app(app).exists()).isFalse();
        AppStatus status = daemon.remote().status(app);
        assertThat(status.life().actual()).isEqualTo("STOPPED");
        assertThat(status.life().phase()).isEqualTo("STOPPED");
        assertThat(status.life().pids()).isEmpty();
    }

    private static RunRecord newest(DaemonUnderTest daemon, String app) {
        return daemon.remote().history(app).get(0);
    }

    private static String log(DaemonUnderTest daemon, String name) throws IOException {
        return Files.readString(daemon.home().directory("web").resolve("logs").resolve(name));
    }
}
