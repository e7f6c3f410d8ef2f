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

/** What keys of a definition do beyond the process; those that have a test elsewhere carry the mark there. */
final class AppKeysIT {
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
        daemon.close();
    }

    @Test
    @Observes("application")
    void theNameOfTheApp() {
        home.defineShell("file", SLEEP, "application: shop");
        daemon.start();
        daemon.awaitPhase("shop", "RUNNING");

        assertThat(daemon.cgroup().app("shop").pids()).hasSize(1);
        daemon.pmctl("status", "file").expect(4);
    }

    @Test
    @Observes({"logs.stdout", "logs.stderr", "logs.stop_command_stdout", "logs.stop_command_stderr", "logs.hints"})
    void theFilesOfItsOutput() throws IOException {
        home.defineShell(
                "web",
                "echo said; echo complained >&2; echo noted >notes.txt; " + SLEEP,
                "  stop_command: [sh, -c, 'echo farewell; echo sorry >&2; kill $(cat pid)']",
                "logs:",
                "  stdout: out/said.log",
                "  stderr: out/complained.log",
                "  stop_command_stdout: out/farewell.log",
                "  stop_command_stderr: out/sorry.log",
                "  hints: [notes.txt]");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Path directory = home.directory("web");
        Files.writeString(
                directory.resolve("pid"), Long.toString(daemon.status("web").integer("main_pid")));
        Await.until("the hint is written", () -> Files.exists(directory.resolve("notes.txt")));
        assertThat(daemon.pmctl("logs", "web", "notes.txt").expect(0).stdout()).contains("noted");
        daemon.pmctl("stop", "web").expect(0);

        assertThat(Files.readString(directory.resolve("out/said.log"))).isEqualTo("said\n");
        assertThat(Files.readString(directory.resolve("out/complained.log"))).isEqualTo("complained\n");
        assertThat(Files.readString(directory.resolve("out/farewell.log"))).isEqualTo("farewell\n");
        assertThat(Files.readString(directory.resolve("out/sorry.log"))).isEqualTo("sorry\n");
        assertThat(directory.resolve("logs")).doesNotExist();
    }

    @Test
    @Observes("resources.max_cpu")
    void theLimitOfTheProcessor() throws IOException {
        assertLimit("max_cpu: 500m", "cpu", "cpu.max", "50000 100000\n");
    }

    @Test
    @Observes("resources.max_memory")
    void theLimitOfMemory() throws IOException {
        assertLimit("max_memory: 64MiB", "memory", "memory.max", "67108864\n");
    }

    @Test
    @Observes("resources.memory_high")
    void theLimitBeyondWhichItIsSlowed() throws IOException {
        assertLimit("memory_high: 64MiB", "memory", "memory.high", "67108864\n");
    }

    @Test
    @Observes("resources.max_swap")
    void theLimitOfSwap() throws IOException {
        assertLimit("max_swap: 0", "memory", "memory.swap.max", "0\n");
    }

    @Test
    @Observes("resources.max_pids")
    void theLimitOfProcesses() throws IOException {
        assertLimit("max_pids: 77", "pids", "pids.max", "77\n");
    }

    @Test
    @Observes("resources.io_weight")
    void theShareOfDiskTime() throws IOException {
        assertLimit("io_weight: 321", "io", "io.weight", "default 321\n");
    }

    /** In force where the host has the controller; elsewhere the app is not started as if it were, and says so. */
    private void assertLimit(String key, String controller, String file, String content) throws IOException {
        home.defineShell("web", SLEEP, "resources: {" + key + "}");
        daemon.start();
        if (Requires.hasController(controller)) {
            daemon.awaitPhase("web", "RUNNING");
            assertThat(Files.readString(daemon.cgroup().app("web").path().resolve(file)))
                    .isEqualTo(content);
        } else {
            daemon.awaitPhase("web", "FAILED");
            assertThat(daemon.status("web").text("reason"))
                    .contains("resources." + key.replaceFirst(":.*", "") + " needs the " + controller + " controller");
            assertThat(daemon.cgroup().app("web").exists()).isFalse();
        }
    }

    @Test
    @Observes("restart_policy.tolerance.duration")
    void aRestartThatIsOlderThanTheWindowDoesNotCount() {
        // One restart a window: runs that last longer than the window are restarted for ever, shorter ones once.
        String tolerance = "restart_policy: {restart_backoff_ms: 0, tolerance: {max_restarts: 1, duration: 1s}}";
        home.defineShell("slow", "sleep 1.5; exit 3", tolerance).defineShell("fast", "exit 3", tolerance);
        daemon.start();

        daemon.awaitPhase("fast", "FAILED");
        assertThat(daemon.remote().history("fast")).hasSize(2);
        Await.until(
                "the slow one has been restarted twice",
                () -> daemon.remote().history("slow").size() >= 3);
        daemon.pmctl("stop", "slow").expect(0);
    }

    @Test
    @Observes("restart_policy.reset_after")
    void aLongRunBringsTheGrowingPauseBackToItsBeginning() throws IOException {
        // The first three runs end at once, the fourth only after more than reset_after.
        String script = "echo x >>runs; [ $(wc -l <runs) -eq 4 ] && sleep 1.2; exit 3";
        home.defineShell(
                "web",
                script,
                "restart_policy:",
                "  restart_backoff_ms: 200",
                "  max_backoff_ms: 60000",
                "  reset_after: 1s",
                "  tolerance: {max_restarts: 4, duration: 10m}");
        daemon.start();
        daemon.awaitPhase("web", "FAILED");

        List<RunRecord> newestFirst = daemon.remote().history("web");
        assertThat(newestFirst).hasSize(5);
        // Pauses of 200, 400 and 800 ms, each less up to a quarter; then 200 ms again and not 1,600.
        assertThat(pauseBefore(newestFirst, 1)).isGreaterThanOrEqualTo(600);
        assertThat(pauseBefore(newestFirst, 0)).isBetween(150L, 1_199L);
    }

    private static long pauseBefore(List<RunRecord> newestFirst, int position) {
        return newestFirst.get(position).startedAtMs()
                - newestFirst.get(position + 1).endedAtMs().orElseThrow();
    }
}
