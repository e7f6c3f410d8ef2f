package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.LastExit;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.rpc.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What follows the end of a run: the policy, the pauses, the tolerance, and what is told of it. */
final class RestartPolicyIT {
    private static final String WELL = "exit 0";
    private static final String BADLY = "echo first >&2; echo last >&2; exit 3";
    private static final String BY_SIGNAL = "kill -SEGV $$";
    private static final String IDLE = "exec sleep 1000";
    // On a busy host a timer may be late, but not by more than this.
    private static final long LATE_MS = 2_000;

    @Test
    @Observes("restart_policy.policy")
    void thePolicyDecidesWhatFollowsAnEnd() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            for (String policy : List.of("always", "on_failure", "never")) {
                define(daemon, policy + "-well", WELL, policy, 1);
                define(daemon, policy + "-badly", BADLY, policy, 1);
                define(daemon, policy + "-signal", BY_SIGNAL, policy, 1);
            }
            daemon.start();

            assertEnd(daemon, "always-well", "FAILED", 2);
            assertEnd(daemon, "always-badly", "FAILED", 2);
            assertEnd(daemon, "always-signal", "FAILED", 2);
            assertEnd(daemon, "on_failure-well", "STOPPED", 1);
            assertEnd(daemon, "on_failure-badly", "FAILED", 2);
            assertEnd(daemon, "on_failure-signal", "FAILED", 2);
            assertEnd(daemon, "never-well", "STOPPED", 1);
            assertEnd(daemon, "never-badly", "FAILED", 1);
            assertEnd(daemon, "never-signal", "FAILED", 1);
            assertExits(daemon);
        }
    }

    private static void assertEnd(DaemonUnderTest daemon, String app, String phase, int runs) {
        AppStatus status = daemon.remote().awaitPhase(app, phase);
        assertThat(status.life().actual()).isEqualTo("STOPPED");
        assertThat(status.life().restartsTotal()).isEqualTo(runs - 1);
        assertThat(daemon.remote().history(app)).hasSize(runs);
        assertThat(daemon.cgroup().app(app).exists()).isFalse();
    }

    private static void assertExits(DaemonUnderTest daemon) {
        for (RunRecord run : daemon.remote().history("always-badly")) {
            assertThat(run.exitCode()).hasValue(3);
            assertThat(run.signal()).isEmpty();
            assertThat(run.outcome()).contains("failed");
            assertThat(run.stderrTail()).containsExactly("first", "last");
        }
        for (RunRecord run : daemon.remote().history("always-signal")) {
            assertThat(run.exitCode()).isEmpty();
            assertThat(run.signal()).contains("SIGSEGV");
            assertThat(run.outcome()).contains("crashed");
        }
        assertThat(daemon.remote().history("always-signal"))
                .extracting(RunRecord::trigger)
                .containsExactly("automatic", "boot");
        assertThat(daemon.remote().history("never-well").get(0).exitCode()).hasValue(0);
        assertThat(daemon.remote().history("never-well").get(0).outcome()).contains("exited");
        LastExit badly = daemon.remote().status("never-badly").life().lastExit().orElseThrow();
        assertThat(badly.code()).isEqualTo(OptionalLong.of(3));
        LastExit signal =
                daemon.remote().status("never-signal").life().lastExit().orElseThrow();
        assertThat(signal.signal()).contains("SIGSEGV");
        assertThat(signal.code()).isEmpty();
    }

    @Test
    @Observes({"restart_policy.restart_backoff_ms", "restart_policy.max_backoff_ms"})
    void aFixedPauseStaysAndAGrowingOneDoubles() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home()
                    .defineShell("fixed", BADLY, policy("always", 300, 3))
                    .defineShell("growing", BADLY, policy("always", 100, 4), "  max_backoff_ms: 400");
            daemon.start();
            daemon.remote().awaitPhase("fixed", "FAILED");
            daemon.remote().awaitPhase("growing", "FAILED");

            assertThat(pauses(daemon, "fixed")).hasSize(3).allSatisfy(pause -> assertThat(pause)
                    .isBetween(300L, 300 + LATE_MS));
            // Three quarters to the whole of 100, 200, 400 and, at the most, 400 again.
            List<Long> growing = pauses(daemon, "growing");
            assertThat(growing).hasSize(4);
            assertThat(growing.get(0)).isBetween(75L, 100 + LATE_MS);
            assertThat(growing.get(1)).isBetween(150L, 200 + LATE_MS);
            assertThat(growing.get(2)).isBetween(300L, 400 + LATE_MS);
            assertThat(growing.get(3)).isBetween(300L, 400 + LATE_MS);
        }
    }

    /** Milliseconds between the end of each run and the beginning of the next, oldest first. */
    private static List<Long> pauses(DaemonUnderTest daemon, String app) {
        List<RunRecord> newestFirst = daemon.remote().history(app);
        List<Long> pauses = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i > 0; i--) {
            pauses.add(newestFirst.get(i - 1).startedAtMs()
                    - newestFirst.get(i).endedAtMs().orElseThrow());
        }
        return pauses;
    }

    @Test
    @Observes("restart_policy.tolerance.max_restarts")
    void aFailedAppSaysWhyAndAStartByAPersonForgives() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            define(daemon, "web", BADLY, "always", 2);
            daemon.start();
            daemon.remote().awaitPhase("web", "FAILED");

            String why = daemon.pmctl("why", "web").expect(0).stdout();
            assertThat(why)
                    .contains("exit code 3", "2 restarts in 1m00s are used up", "pmctl start web")
                    .contains("first", "last");
            assertThat(daemon.remote().history("web")).hasSize(3);

            daemon.remote().act(Method.START, "web");
            Await.until(
                    "it fails again, after as many restarts as before",
                    () -> daemon.remote().history("web").size() == 6);
            daemon.remote().awaitPhase("web", "FAILED");
            assertThat(daemon.remote().status("web").life().restartsTotal()).isEqualTo(4);

            daemon.home().defineShell("web", IDLE);
            daemon.pmctl("update").expect(0);
            daemon.remote().start("web");
            assertThat(daemon.remote().status("web").life().restartsInWindow()).isZero();
        }
    }

    @Test
    void aStopDuringThePauseEndsIt() {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            daemon.home().defineShell("web", BADLY, policy("always", 600_000, 5));
            daemon.start();
            daemon.remote().awaitPhase("web", "BACKOFF");
            assertThat(daemon.remote().why("web").next().orElseThrow()).startsWith("it is started in ");

            daemon.remote().stop("web");

            assertThat(daemon.remote().status("web").life().phase()).isEqualTo("STOPPED");
            assertThat(daemon.remote().history("web")).hasSize(1);
        }
    }

    @Test
    @Finding(28)
    void aLaunchThatCannotHealFailsAtOnceWithTheReason() throws IOException {
        try (DaemonUnderTest daemon = DaemonUnderTest.prepare()) {
            defineHopeless(daemon);
            daemon.start();

            assertHopeless(daemon, "missing", "start_command[0] ./sevrer: no such file");
            assertHopeless(daemon, "forbidden", "start_command[0] ./run.sh: not executable by user nobody");
            assertHopeless(daemon, "nobodys", "process.user pm-it-nobody: no such user");
            Path locked = daemon.home().directory("locked");
            assertHopeless(daemon, "locked", "working directory " + locked + ": not accessible by user nobody");
            if (!offersMemory()) {
                assertHopeless(
                        daemon,
                        "limited",
                        "resources.max_memory needs the memory controller, which "
                                + CgroupUnderTest.mount().orElseThrow() + " does not offer");
            }
            assertThat(daemon.remote().awaitPhase("well", "RUNNING").life().pids())
                    .hasSize(1);
        }
    }

    private static void defineHopeless(DaemonUnderTest daemon) throws IOException {
        DaemonHome home = daemon.home();
        define(home, "missing", "[./sevrer]");
        define(home, "forbidden", "[./run.sh]", "  user: nobody");
        Files.writeString(home.directory("forbidden").resolve("run.sh"), "#!/bin/sh\nexec sleep 1000\n");
        mode(home.directory("forbidden").resolve("run.sh"), "rwxr-----");
        define(home, "nobodys", "[/bin/sleep, '1000']", "  user: pm-it-nobody");
        define(home, "locked", "[/bin/sleep, '1000']", "  user: nobody");
        mode(home.directory("locked"), "rwx------");
        define(home, "limited", "[/bin/sleep, '1000']", "resources:", "  max_memory: 64MiB");
        home.defineShell("well", IDLE);
    }

    private static void assertHopeless(DaemonUnderTest daemon, String app, String reason) {
        AppStatus status = daemon.remote().awaitPhase(app, "FAILED");
        assertThat(status.life().reason()).contains(reason);
        assertThat(status.life().restartsTotal()).isZero();
        assertThat(daemon.remote().history(app)).hasSize(1).allSatisfy(run -> {
            assertThat(run.outcome()).contains("launch_failed");
            assertThat(run.stderrTail()).containsExactly(reason);
        });
        ActionResult again = daemon.remote().act(Method.START, app);
        assertThat(again.ok()).isFalse();
        assertThat(again.outcome()).isEqualTo("start_failed");
        assertThat(again.message()).isEqualTo(reason);
        assertThat(daemon.remote().why(app).because()).contains(reason);
        assertThat(daemon.cgroup().app(app).exists()).isFalse();
    }

    private static void define(DaemonUnderTest daemon, String app, String script, String policy, int restarts) {
        daemon.home().defineShell(app, script, policy(policy, 50, restarts));
    }

    private static String policy(String policy, long pauseMs, int restarts) {
        return """
               restart_policy:
                 policy: %s
                 tolerance: { max_restarts: %d }
                 restart_backoff_ms: %d"""
                .formatted(policy, restarts, pauseMs);
    }

    private static void define(DaemonHome home, String app, String command, String... moreYaml) {
        String process = "process:\n  working_directory: " + home.directory(app) + "\n  start_command: " + command;
        home.define(app, process + "\n" + String.join("\n", moreYaml) + "\n");
    }

    private static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static boolean offersMemory() throws IOException {
        return Files.readString(CgroupUnderTest.mount().orElseThrow().resolve("cgroup.controllers"))
                .contains("memory");
    }
}
