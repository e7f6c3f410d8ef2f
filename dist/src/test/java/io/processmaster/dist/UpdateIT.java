package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code pmctl update}, {@code enable} and {@code disable} make of changed definition files. */
final class UpdateIT {
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
    void newAppsStartRemovedOnesGoAndChangedOnesRestartWhileTheOthersAreUntouched() throws IOException {
        home.defineShell("keep", SLEEP).defineShell("old", SLEEP).defineShell("change", SLEEP);
        daemon.start();
        long kept = runningPid("keep");
        long before = runningPid("change");
        runningPid("old");

        home.defineShell("fresh", SLEEP).defineShell("change", "exec sleep 2000");
        Files.delete(home.definition("old"));
        JsonObject reply = daemon.pmctl("update", "--format", "json").expect(0).json();

        assertThat(actions(reply))
                .isEqualTo(Map.of(
                        "change", "restart [process.start_command]",
                        "fresh", "start []",
                        "keep", "none []",
                        "old", "stop []"));
        assertThat(runningPid("change")).isNotEqualTo(before);
        assertThat(runningPid("fresh")).isPositive();
        assertThat(runningPid("keep")).isEqualTo(kept);
        Await.until("old is gone", () -> !daemon.cgroup().app("old").exists());
        Await.until("old is forgotten", () -> daemon.pmctl("status", "old").exit() == 4);
    }

    @Test
    void touchingAFileOrSayingTheSameInOtherWordsChangesNothing() throws IOException {
        home.defineShell("web", SLEEP).defineShell("api", SLEEP);
        daemon.start();
        long web = runningPid("web");
        long api = runningPid("api");

        Files.setLastModifiedTime(
                home.definition("web"), FileTime.from(Instant.now().plusSeconds(60)));
        home.defineShell("api", SLEEP, "# the defaults, written down", "resources:", "  max_memory: MAX");
        JsonObject reply = daemon.pmctl("update", "--format", "json").expect(0).json();

        assertThat(actions(reply)).isEqualTo(Map.of("api", "none []", "web", "none []"));
        assertThat(runningPid("web")).isEqualTo(web);
        assertThat(runningPid("api")).isEqualTo(api);
    }

    @Test
    @Observes("process.stop_signal")
    void whatTheProcessDoesNotDependOnIsInForceWithoutANewProcess() throws IOException {
        String script = "trap 'echo told by USR1; exit 0' USR1; echo up; while :; do sleep 0.05; done";
        home.defineShell("web", script);
        daemon.start();
        long before = runningPid("web");
        Path stdout = home.directory("web").resolve("logs/stdout.log");
        daemon.awaitOutput("web");

        home.defineShell(
                "web",
                script,
                "  stop_signal: USR1",
                "  stop_grace_period_ms: 20000",
                "restart_policy: {policy: never}",
                "resources: {max_cpu: MAX, max_pids: MAX}",
                "logs: {hints: [notes.txt]}");
        Files.writeString(home.directory("web").resolve("notes.txt"), "a hint\n");
        JsonObject reply = daemon.pmctl("update", "--format", "json").expect(0).json();

        assertThat(actions(reply).get("web"))
                .isEqualTo("live [logs.hints, process.stop_grace_period_ms, process.stop_signal,"
                        + " restart_policy.policy]");
        assertThat(runningPid("web")).isEqualTo(before);
        assertThat(daemon.pmctl("logs", "web", "notes.txt").expect(0).stdout()).contains("a hint");
        daemon.pmctl("stop", "web").expect(0);
        assertThat(Files.readString(stdout)).contains("told by USR1");
    }

    @Test
    void aBadFileKeepsTheLastGoodDefinitionAndIsToldByPlace() {
        home.defineShell("web", SLEEP);
        daemon.start();
        long before = runningPid("web");
        home.defineShell("web", "exec sleep 2000", "  stop_sinal: INT").defineShell("api", SLEEP);
        String place = home.definition("web") + ":4:3: process.stop_sinal: unknown key";

        Outcome strict = daemon.pmctl("update", "--strict").expect(1);
        assertThat(strict.stderr()).contains(place);
        daemon.pmctl("status", "api").expect(4);

        Outcome lenient = daemon.pmctl("update").expect(0);
        assertThat(lenient.stderr()).contains(place).contains("did you mean");
        assertThat(lenient.stdout()).contains("api: start");
        runningPid("api");
        assertThat(runningPid("web")).isEqualTo(before);
        assertThat(daemon.status("web").bool("outdated")).isTrue();
        assertThat(daemon.status("api").bool("outdated")).isFalse();

        home.defineShell("web", SLEEP);
        assertThat(daemon.pmctl("update").expect(0).stderr()).isEmpty();
        assertThat(daemon.status("web").bool("outdated")).isFalse();
        assertThat(runningPid("web")).isEqualTo(before);
    }

    @Test
    void aNameThatIsDefinedTwiceLetsNothingBeApplied() throws IOException {
        home.defineShell("web", SLEEP);
        daemon.start();
        long before = runningPid("web");
        Path twin = home.definition("web").resolveSibling("twin.yml");
        Files.writeString(twin, "application: web\n" + Files.readString(home.definition("web")));
        home.defineShell("api", SLEEP);

        Outcome outcome = daemon.pmctl("update").expect(1);

        assertThat(outcome.stderr()).contains("web").contains(twin.toString());
        assertThat(runningPid("web")).isEqualTo(before);
        daemon.pmctl("status", "api").expect(4);
    }

    @Test
    void aDryRunTellsThePlanWithItsKeysAndChangesNothing() throws IOException {
        home.defineShell("web", SLEEP).defineShell("api", SLEEP).defineShell("old", SLEEP);
        daemon.start();
        List<Long> before = List.of(runningPid("web"), runningPid("api"), runningPid("old"));
        home.defineShell("web", "exec sleep 2000")
                .defineShell("api", SLEEP, "restart_policy: {policy: never}")
                .defineShell("fresh", SLEEP);
        Files.delete(home.definition("old"));

        Outcome plan = daemon.pmctl("update", "--dry-run").expect(0);

        assertThat(plan.stdout())
                .isEqualTo(
                        """
                        api: apply live (restart_policy.policy)
                        fresh: start
                        old: stop
                        web: restart (process.start_command)
                        """);
        assertThat(List.of(runningPid("web"), runningPid("api"), runningPid("old")))
                .isEqualTo(before);
        daemon.pmctl("status", "fresh").expect(4);
        assertThat(daemon.pmctl("update", "--dry-run").expect(0).stdout()).isEqualTo(plan.stdout());
    }

    @Test
    void aFailedAppStartsAgainWhenItsDefinitionIsMended() {
        String broken = "process: {working_directory: %s, start_command: [./no-such-program]}\n";
        home.define("web", broken.formatted(home.directory("web")));
        daemon.start();
        daemon.awaitPhase("web", "FAILED");

        home.defineShell("web", SLEEP);
        daemon.pmctl("update").expect(0);

        assertThat(runningPid("web")).isPositive();
    }

    @Test
    void theHangUpSignalIsAnUpdate() {
        home.defineShell("web", SLEEP);
        daemon.start();
        long before = runningPid("web");
        home.defineShell("api", SLEEP);

        daemon.signal("HUP");

        Await.until("api is known", () -> daemon.pmctl("status", "api").exit() == 0);
        assertThat(runningPid("api")).isPositive();
        assertThat(runningPid("web")).isEqualTo(before);
    }

    @Test
    @Observes("global.enabled")
    void disableAndEnableEditTheFileAndStopAndStartTheApp() throws IOException {
        String text =
                """
                # who to call: the night shift
                process:
                  working_directory: %s   # keep
                  start_command: [sleep, "1000"]
                """
                        .formatted(home.directory("web"));
        home.define("web", text);
        daemon.start();
        runningPid("web");

        daemon.pmctl("disable", "web").expect(0);
        daemon.awaitPhase("web", "STOPPED");
        assertThat(daemon.cgroup().app("web").pids()).isEmpty();
        assertThat(daemon.status("web").bool("enabled")).isFalse();
        String disabled = Files.readString(home.definition("web"));
        assertThat(disabled).startsWith(text.stripTrailing()).contains("enabled: false");

        daemon.pmctl("enable", "web").expect(0);
        assertThat(runningPid("web")).isPositive();
        assertThat(Files.readString(home.definition("web")))
                .isEqualTo(disabled.replace("enabled: false", "enabled: true"));
    }

    @Test
    void aDisabledAppIsStartedByForceOnly() throws IOException {
        home.defineShell("on", SLEEP).defineShell("off", SLEEP, "global: {enabled: false}");
        daemon.start();
        runningPid("on");

        try (RawConnection client = RawConnection.coBuilt(home.socket())) {
            String refusal = client.ask("start", "{\"names\":[\"off\"]}");
            assertThat(refusal).contains("\"kind\":\"disabled\"");
        }
        assertThat(daemon.pmctl("start", "off").expect(1).stderr()).contains("disabled in", "--force");
        assertThat(daemon.pmctl("start", "all").expect(0).stdout())
                .contains("on")
                .doesNotContain("off");
        assertThat(daemon.status("off").text("phase")).isEqualTo("STOPPED");

        daemon.pmctl("start", "--force", "off").expect(0);
        long forced = runningPid("off");
        daemon.pmctl("update").expect(0);
        assertThat(runningPid("off")).isEqualTo(forced);
    }

    private long runningPid(String app) {
        daemon.awaitPhase(app, "RUNNING");
        return daemon.status(app).integer("main_pid");
    }

    private static Map<String, String> actions(JsonObject reply) {
        return reply.array("changes").objects(change -> change).stream()
                .collect(Collectors.toMap(
                        change -> change.text("application"),
                        change -> change.text("action") + " "
                                + change.array("keys").values().stream()
                                        .map(key -> ((JsonText) key).value())
                                        .toList()));
    }
}
