package io.processmaster.pmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String DONE =
            """
            {"results":[{"application":"web","ok":true,"outcome":"started","message":"started, pid 42",
             "took_ms":null,"signalled":null,"killed":null,"forced":null}]}
            """;
    private static final String HALF_DONE =
            """
            {"results":[{"application":"api","ok":false,"outcome":"stop_failed","message":"2 processes are left",
             "took_ms":5000,"signalled":2,"killed":2,"forced":true},
             {"application":"web","ok":true,"outcome":"stopped","message":"stopped in 20ms",
             "took_ms":20,"signalled":1,"killed":0,"forced":false}]}
            """;

    @TempDir
    Path directory;

    private FakeDaemon daemon;

    @BeforeEach
    void startDaemon() {
        daemon = FakeDaemon.in(directory);
    }

    @AfterEach
    void stopDaemon() throws IOException {
        daemon.close();
    }

    private static JsonObject following() {
        return JsonObject.builder().put("following", true).build();
    }

    @Test
    void withoutACommandTheStatusOfAllAppsIsShown() {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        Run run = Run.against(daemon);
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.err()).isEmpty();
        assertThat(daemon.requests()).containsExactly("status {\"brief\":true}");
    }

    @Test
    void theTableDoesNotAskForWhatItDoesNotShow() {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        Run.against(daemon, "status", "web", "backup");
        Run.against(daemon, "status", "all");
        Run.against(daemon, "top");
        assertThat(daemon.requests())
                .containsExactly(
                        "status {\"brief\":true,\"names\":[\"web\",\"backup\"]}",
                        "status {\"brief\":true}",
                        "status {\"brief\":true}");
    }

    @Test
    void aSingleAppIsShownWithItsDetails() {
        daemon.answer(Method.STATUS, Samples.result(List.of(Samples.failed())));
        Run run = Run.against(daemon, "status", "api-gateway");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("source file").contains("4 restarts in 1m");
        assertThat(daemon.requests()).containsExactly("status {\"names\":[\"api-gateway\"]}");
    }

    @Test
    void allUnknownAppsAreNamed() {
        daemon.refuse(Method.STATUS, ErrorKind.UNKNOWN_APP, "no such app", "{\"names\":[\"x\",\"y\"]}");
        Run run = Run.against(daemon, "status", "x", "web", "y");
        assertThat(run.exit()).isEqualTo(ExitCode.UNKNOWN_APP);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("pmctl: no such app: x, y (see pmctl status)\n");
    }

    @Test
    void groupsAreRefusedBeforeTheDaemonIsAsked() {
        for (String command : List.of("status", "start", "stop", "why", "logs", "events")) {
            Run run = Run.against(daemon, command, "@backend");
            assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .contains("groups are not supported by this version")
                    .contains("see pmctl help " + command);
        }
        assertThat(daemon.requests()).isEmpty();
    }

    @Test
    void jsonIsTheResultAndNothingElse() throws IOException {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        Run run = Run.against(daemon, "status", "--format", "json");
        assertThat(run.err()).isEmpty();
        assertThat(daemon.requests()).containsExactly("status {}");
        Golden.assertSame("status.json", run.out());
    }

    @Test
    void jsonKeepsWhatThisProgramDoesNotKnow() {
        daemon.answer(Method.WHY, "{\"new\":1.250,\"text\":\"\\u001b\\u00e4\"}");
        assertThat(Run.against(daemon, "why", "web", "--format=json").out())
                .isEqualTo("{\n  \"new\": 1.250,\n  \"text\": \"\\u001bä\"\n}\n");
    }

    @Test
    void anActionSaysWhatHappened() {
        daemon.answer(Method.START, DONE);
        Run run = Run.against(daemon, "start", "web", "--force");
        assertThat(run).isEqualTo(new Run(ExitCode.DONE, "web: started, pid 42\n", ""));
        assertThat(daemon.requests()).containsExactly("start {\"names\":[\"web\"],\"force\":true}");
    }

    @Test
    void adminActionsAreListed() {
        daemon.answer(
                Method.ADMIN_LIST,
                "{\"actions\":[{\"id\":\"disk\",\"label\":\"Disk usage\",\"command\":[\"df\",\"-h\"]},"
                        + "{\"id\":\"x\",\"label\":\"\\u001b[31m\",\"command\":[\"sh\",\"-c\",\"a 'b'\",\"\"]}]}");
        Run run = Run.against(daemon, "admin-list");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines().toList().subList(0, 2))
                .containsExactly("ID    LABEL       COMMAND", "disk  Disk usage  df -h");
        assertThat(run.out()).contains("sh -c 'a '\\''b'\\''' ''").doesNotContain("\u001b");
        assertThat(Run.against(daemon, "completion", "actions").out()).isEqualTo("disk\nx\n");
        assertThat(Run.against(daemon, "admin-list", "--format", "json").out()).contains("\"id\": \"disk\"");

        daemon.answer(Method.ADMIN_LIST, "{\"actions\":[]}");
        assertThat(Run.against(daemon, "admin-list").out()).isEqualTo("(no admin actions configured)\n");
    }

    @Test
    void adminActionsAreRunListedAndKilled() {
        daemon.answer(Method.ADMIN_RUN, "{\"id\":\"disk\",\"pid\":42}");
        daemon.answer(Method.ADMIN_PS, "{\"pids\":[42,43]}");
        daemon.answer(Method.ADMIN_KILL, "{\"killed\":2}");
        assertThat(Run.against(daemon, "admin-run", "disk"))
                .isEqualTo(new Run(ExitCode.DONE, "disk: started (pid 42)\n", ""));
        assertThat(Run.against(daemon, "admin-ps").out()).isEqualTo("42\n43\n");
        assertThat(Run.against(daemon, "admin-kill").out()).isEqualTo("killed 2 processes\n");
        assertThat(Run.against(daemon, "admin-kill", "--format", "json").out()).isEqualTo("{\n  \"killed\": 2\n}\n");
        daemon.answer(Method.ADMIN_PS, "{\"pids\":[]}");
        assertThat(Run.against(daemon, "admin-ps").out()).isEqualTo("(none)\n");
        assertThat(daemon.requests()).startsWith("admin_run {\"id\":\"disk\"}", "admin_ps {}", "admin_kill {}");
    }

    @Test
    void anUnknownAdminActionIsAFailure() {
        daemon.refuse(
                Method.ADMIN_RUN,
                ErrorKind.UNKNOWN_ACTION,
                "no such admin action: dsk (there are disk)",
                "{\"ids\":[\"disk\"]}");
        assertThat(Run.against(daemon, "admin-run", "dsk"))
                .isEqualTo(new Run(ExitCode.FAILED, "", "pmctl: no such admin action: dsk (there are disk)\n"));
    }

    @Test
    void startCanWait() {
        daemon.answer(Method.START, DONE);
        assertThat(Run.against(daemon, "start", "web", "--wait", "--timeout", "5s")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(daemon.requests()).containsExactly("start {\"names\":[\"web\"],\"wait\":true,\"timeout_ms\":5000}");
    }

    @Test
    void oneFailureFailsTheCommand() {
        daemon.answer(Method.STOP, HALF_DONE);
        Run run = Run.against(daemon, "stop", "all");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEqualTo("api: failed: 2 processes are left\nweb: stopped in 20ms\n");
        assertThat(Run.against(daemon, "stop", "all", "--format", "json").exit())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aDaemonThatTakesTooLongIsNotWaitedFor() {
        daemon.script(Method.STOP, (id, params) -> List.of());
        Run run = Run.against(daemon, "stop", "web", "--timeout", "50ms");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("stop: not done within 50ms; the daemon goes on with it");
    }

    @Test
    void restartCanWaitUntilTheAppIsUp() {
        daemon.answer(Method.RESTART, DONE);
        daemon.answer(Method.STATUS, Samples.result(List.of(Samples.running())));
        daemon.script(
                Method.EVENTS_FOLLOW,
                (id, params) -> List.of(
                        Envelope.reply(id, following()).compact(),
                        Envelope.notification(Envelope.EVENT, JsonObject.EMPTY).compact()));
        Run run = Run.against(daemon, "restart", "web", "--wait");
        assertThat(run).isEqualTo(new Run(ExitCode.DONE, "web: started, pid 42\n", ""));
    }

    @Test
    void restartWithWaitFailsWhenTheAppDoesNotComeUp() {
        daemon.answer(Method.RESTART, DONE);
        daemon.answer(Method.STATUS, Samples.result(List.of(Samples.failed())));
        daemon.script(
                Method.EVENTS_FOLLOW,
                (id, params) -> List.of(
                        Envelope.reply(id, following()).compact(),
                        Envelope.notification(Envelope.EVENT, JsonObject.EMPTY).compact()));
        Run run = Run.against(daemon, "restart", "web", "--wait");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("api-gateway did not come up: FAILED: 4 restarts in 1m");
    }

    @Test
    void anUpdateTellsItsPlan() {
        daemon.answer(
                Method.UPDATE,
                """
                {"changes":[{"application":"a","action":"restart","keys":["process.umask"]},
                 {"application":"b","action":"live","keys":["resources.max_cpu"]},
                 {"application":"c","action":"none","keys":[]}],
                 "warnings":[{"file":"/etc/d.yaml","line":3,"column":5,"message":"process.usr: unknown key"}]}
                """);
        Run plan = Run.against(daemon, "update", "--dry-run");
        assertThat(plan.exit()).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .isEqualTo("a: restart (process.umask)\nb: apply live (resources.max_cpu)\nc: unchanged\n");
        assertThat(plan.err()).isEqualTo("pmctl: /etc/d.yaml:3:5: process.usr: unknown key\n");
        assertThat(Run.against(daemon, "update").out()).endsWith("1 app unchanged\n");
    }

    @Test
    void aStrictUpdateFailsWithEveryPlace() {
        daemon.refuse(
                Method.UPDATE,
                ErrorKind.BAD_CONFIG,
                "updating: nothing was applied",
                "{\"warnings\":[{\"file\":\"/etc/d.yaml\",\"line\":0,\"column\":0,\"message\":\"empty\"}]}");
        Run run = Run.against(daemon, "update", "--strict");
        assertThat(run)
                .isEqualTo(new Run(
                        ExitCode.FAILED, "", "pmctl: /etc/d.yaml: empty\npmctl: updating: nothing was applied\n"));
    }

    @Test
    void aClientOfAnotherBuildIsToldSo() {
        daemon.ofBuild(new BuildInfo("9", "other", "then", "there"));
        Run run = Run.against(daemon, "status");
        assertThat(run.exit()).isEqualTo(ExitCode.NOT_CO_BUILT);
        assertThat(run.err()).contains("other").contains("not co-built");
    }

    @Test
    void aMissingDaemonIsUnreachable() {
        Run run = Run.of("status", "-s", directory.resolve("nothing.sock").toString());
        assertThat(run.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("pmctl: connecting to ").contains("no such socket");
    }

    @Test
    void aDaemonThatHangsUpIsUnreachable() {
        daemon.script(Method.STATUS, (id, params) -> List.of(FakeDaemon.HANG_UP));
        assertThat(Run.against(daemon, "status").exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void theOptionGoesBeforeTheEnvironmentAndThatBeforeTheConfig() throws IOException {
        daemon.answer(Method.STATUS, "{\"apps\":[]}");
        Path config = Files.writeString(
                directory.resolve("config.yaml"), "unix_socket:\n  path: pm.sock\nglobal:\n  config_directory: .\n");
        Map<String, String> wrong = Map.of("PMCTL_SOCK", "/nowhere");
        String socket = daemon.socket().toString();
        assertThat(Run.with(wrong, Terminal.none(), "-s", socket).out()).isEqualTo("(no apps)\n");
        assertThat(Run.with(wrong, Terminal.none(), "-c", config.toString()).exit())
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Run.of("status", "-c", config.toString()).out()).isEqualTo("(no apps)\n");
    }

    @Test
    void aConfigWithMistakesIsNotGuessedAt() throws IOException {
        Path config = Files.writeString(directory.resolve("c.yaml"), "unix_socket:\n  pth: x\n");
        Run run = Run.of("status", "-c", config.toString());
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("taking the socket path from --config: ")
                .contains(config + ":2:3: unix_socket.pth");
    }

    @Test
    void aWrongSignalIsNotSent() {
        Run run = Run.against(daemon, "signal", "web", "SIGNOPE");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(daemon.requests()).isEmpty();
        daemon.answer(Method.SIGNAL, DONE);
        assertThat(Run.against(daemon, "signal", "web", "HUP").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void completionOffersAppsQuietly() throws IOException {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        assertThat(Run.against(daemon, "completion", "apps").out()).isEqualTo("api-gateway\nbackup\nweb\n");
        assertThat(daemon.requests()).containsExactly("status {\"brief\":true}");
        daemon.close();
        assertThat(Run.against(daemon, "completion", "apps")).isEqualTo(new Run(ExitCode.DONE, "", ""));
    }

    @Test
    void topPrintsOnceIntoAPipe() {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        assertThat(Run.against(daemon, "top").out())
                .contains("3 apps, 1 running, 1 failed")
                .doesNotContain("\u001b");
    }
}
