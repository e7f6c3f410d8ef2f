package io.processmaster.pmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.LogChunk;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {
    private static final String FILES =
            """
            {"files":[{"app":"web","file":"/srv/web/logs/stdout.log","lines":["one","two"]},
             {"app":"web","file":"/srv/web/logs/stderr.log","lines":["2026-01-01 00:00:00 bad"]}]}
            """;

    @TempDir
    Path directory;

    private FakeDaemon daemon;

    @BeforeEach
    void startDaemon() {
        daemon = FakeDaemon.in(directory);
        daemon.refuse(Method.STATUS, ErrorKind.UNKNOWN_APP, "no such app", "{\"names\":[\"stdout.log\"]}");
    }

    @AfterEach
    void stopDaemon() throws IOException {
        daemon.close();
    }

    private void streams(Method method, String notification, List<JsonObject> news) {
        daemon.script(method, (id, params) -> {
            List<String> lines = new ArrayList<>();
            lines.add(Envelope.reply(
                            id, JsonObject.builder().put("following", true).build())
                    .compact());
            for (JsonObject one : news) {
                lines.add(Envelope.notification(notification, one).compact());
            }
            lines.add(Envelope.notification(
                            Envelope.END,
                            JsonObject.builder()
                                    .put("reason", "the daemon is ending")
                                    .build())
                    .compact());
            return lines;
        });
    }

    private void writes(LogChunk... chunks) {
        streams(
                Method.LOGS_FOLLOW,
                Envelope.LOG,
                List.of(chunks).stream().map(LogChunk::toJson).toList());
    }

    @Test
    void logsOfAnAppHaveAHeadingPerFile() {
        daemon.answer(Method.LOGS, FILES);
        Run run = Run.against(daemon, "logs", "web", "-n", "50");
        assertThat(run)
                .isEqualTo(new Run(
                        ExitCode.DONE,
                        """
                        ==> /srv/web/logs/stdout.log <==
                        one
                        two

                        ==> /srv/web/logs/stderr.log <==
                        2026-01-01 00:00:00 bad
                        """,
                        ""));
        assertThat(daemon.requests()).containsExactly("logs {\"name\":\"web\",\"lines\":50}");
    }

    @Test
    void logsCanBeSearched() {
        daemon.answer(Method.LOGS, FILES);
        assertThat(Run.against(daemon, "logs", "web", "--grep", "^t|bad", "--since", "2026-01-02T00:00:00Z")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(daemon.requests())
                .containsExactly("logs {\"name\":\"web\",\"lines\":50,\"grep\":\"^t|bad\",\"since_ms\":1767312000000}");
        assertThat(Run.against(daemon, "logs", "web", "--grep", "(").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.against(daemon, "logs", "web", "--since", "soon").err())
                .contains("option --since: \"soon\" is not a time");
    }

    @Test
    void logsWithoutAnAppAreThoseOfAllApps() {
        daemon.answer(Method.LOGS, FILES);
        assertThat(Run.against(daemon, "logs").out()).contains("==> /srv/web/logs/stdout.log <==", "one\ntwo\n");
        assertThat(daemon.requests()).containsExactly("logs {\"lines\":50}");
    }

    @Test
    void followedLinesSayWhereTheyComeFrom() {
        writes(
                new LogChunk("web", "stdout.log", "one\ntw"),
                new LogChunk("api", "stderr.log", "x\n"),
                new LogChunk("web", "stdout.log", "o\n"));
        Run run = Run.against(daemon, "logs", "-f");
        assertThat(run.out()).isEqualTo("web stdout.log: one\napi stderr.log: x\nweb stdout.log: two\n");
        assertThat(run.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).isEqualTo("pmctl: the daemon ended the stream: the daemon is ending\n");
    }

    @Test
    void aSingleFileIsFollowedAsItIs() {
        writes(new LogChunk("web", "stdout.log", "half a line"));
        assertThat(Run.against(daemon, "logs", "web", "-f", "stdout.log").out()).isEqualTo("half a line");
        assertThat(daemon.requests())
                .containsExactly("logs_follow {\"name\":\"web\",\"file\":\"stdout.log\",\"lines\":50}");
    }

    @Test
    void aWordBehindFollowIsAFileUnlessItIsAnApp() {
        writes();
        Run.against(daemon, "logs", "-f", "stdout.log", "-n", "0");
        assertThat(daemon.requests()).last().isEqualTo("logs_follow {\"file\":\"stdout.log\",\"lines\":0}");
        daemon.answer(Method.STATUS, Samples.result(List.of(Samples.running())));
        Run.against(daemon, "logs", "-f", "web");
        assertThat(daemon.requests()).last().isEqualTo("logs_follow {\"name\":\"web\",\"lines\":50}");
        Run.against(daemon, "logs", "web", "-f");
        assertThat(daemon.requests()).last().isEqualTo("logs_follow {\"name\":\"web\",\"lines\":50}");
    }

    @Test
    void followedJsonIsOneDocumentPerLine() {
        writes(new LogChunk("web", "stdout.log", "a\nb\n"));
        assertThat(Run.against(daemon, "logs", "web", "-f", "--format", "json").out())
                .isEqualTo("{\"app\":\"web\",\"file\":\"stdout.log\",\"text\":\"a\\nb\\n\"}\n");
    }

    @Test
    void aLogDoesNotSteerTheTerminal() {
        writes(new LogChunk("web", "stdout.log", "\u001b[2J\u001b[31mred\n"));
        Map<String, String> environment = Map.of("PMCTL_SOCK", daemon.socket().toString());
        assertThat(Run.with(environment, Terminal.of(80, true), "logs", "web", "-f", "stdout.log")
                        .out())
                .isEqualTo("?[2J\u001b[31mred\n");
        assertThat(Run.against(daemon, "logs", "web", "-f", "stdout.log").out()).contains("\u001b[2J");
    }

    @Test
    void eventsAreFollowed() {
        EventEntry event = new EventEntry(
                9, 1_767_225_601_204L, "engine", Optional.of("web"), "started", "pid 1", Map.of("pid", "1"));
        streams(Method.EVENTS_FOLLOW, Envelope.EVENT, List.of(event.toJson()));
        assertThat(Run.against(daemon, "events", "web", "-f").out()).endsWith("web  engine  started: pid 1\n");
        assertThat(Run.against(daemon, "events", "-f", "-n", "5", "--format", "json")
                        .out())
                .isEqualTo(event.toJson().compact() + "\n");
        assertThat(daemon.requests())
                .containsExactly("events_follow {\"name\":\"web\",\"n\":200}", "events_follow {\"n\":5}");
    }

    @Test
    void aLostDaemonEndsTheStream() {
        daemon.script(Method.EVENTS_FOLLOW, (id, params) -> List.of(FakeDaemon.HANG_UP));
        Run run = Run.against(daemon, "events", "-f");
        assertThat(run.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("lost the daemon");
    }
}
