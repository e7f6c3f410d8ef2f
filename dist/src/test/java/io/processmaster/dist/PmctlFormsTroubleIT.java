package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.json.JsonReader;
import io.processmaster.common.rpc.Envelope;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of pmctl say and do the same when the daemon is gone, wrong, late, or has very much to say. */
final class PmctlFormsTroubleIT {
    private static final JsonObject FOLLOWING =
            JsonObject.builder().put("following", true).build();

    @TempDir
    private Path scratch;

    private final List<StandIn> standIns = new ArrayList<>();
    private Path socket;
    private BothForms forms;

    @BeforeEach
    void prepare() {
        forms = BothForms.in(scratch);
        socket = scratch.resolve("pm.sock");
    }

    @AfterEach
    void hangUp() {
        standIns.forEach(StandIn::close);
    }

    private Outcome against(Function<JsonObject, List<String>> answers, String... arguments) {
        StandIn standIn = StandIn.at(socket, answers);
        try {
            List<String> all = new ArrayList<>(List.of("-s", socket.toString()));
            all.addAll(List.of(arguments));
            return forms.run(all.toArray(String[]::new));
        } finally {
            standIn.close();
            remove(socket);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new AssertionError("cannot remove " + file, e);
        }
    }

    @Test
    void aDaemonThatCannotBeReached() throws IOException {
        assertThat(forms.run("-s", socket.toString(), "status").expect(3).stderr())
                .contains("no such socket");
        assertThat(forms.run("-s", scratch + "//pm.sock", "restart", "web")
                        .expect(3)
                        .stderr())
                .contains("no such socket");
        forms.run("-s", socket + "x".repeat(120), "status").expect(3);
        Files.createFile(scratch.resolve("x".repeat(120)));
        assertThat(forms.run("-s", scratch + "/" + "x".repeat(120), "status")
                        .expect(3)
                        .stderr())
                .contains("too long");
        Files.createFile(socket);
        forms.run("-s", socket.toString(), "status").expect(3);
        forms.run("-s", scratch.toString(), "status").expect(3);
        Files.delete(socket);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(forms.run("-s", socket.toString(), "status").expect(3).stderr())
                .contains("nobody listens there");
    }

    @Test
    void aSocketThatOthersMayNotUse() throws IOException {
        Requires.root();
        standIns.add(StandIn.at(socket, request -> List.of()));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        DaemonHome.giveToNobody(socket);
        // A root that modes of files bind, which can reach the program wherever it is.
        List<String> weak = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
        assertThat(forms.behind(weak, "-s", socket.toString(), "status")
                        .expect(3)
                        .stderr())
                .contains("ermission denied");
    }

    @Test
    void aDaemonOfAnotherBuild() {
        JsonObject refusal = JsonObject.builder()
                .put("code", -32001)
                .put("message", "talking to the daemon: the client is not co-built with it")
                .put("data", JsonObject.builder().put("kind", "not_co_built").build())
                .build();
        Outcome outcome = against(
                request -> List.of(JsonObject.builder()
                        .put("jsonrpc", "2.0")
                        .put("id", request.integer("id"))
                        .put("error", refusal)
                        .build()
                        .compact()),
                "status");
        assertThat(outcome.expect(5).stderr()).contains("not co-built");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"apps\":[{\"application\":1}]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"apps\":[{\"application\":\"\\u00e4\\ud83d\\ude80\"}]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32000,\"message\":\"a\\u0007b\\nc\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32602,\"message\":\"wrong\",\"data\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32000,\"message\":\"x\",\"data\":{\"kind\":\"unknown_app\",\"names\":[\"a\",\"b\"]}}}"
            })
    void answersThatAreWrongOrRefuse(String answer) {
        assertThat(against(request -> List.of(answer), "status").exit()).isNotZero();
    }

    @Test
    void aDaemonThatHangsUpOrSaysNothingInTime() {
        assertThat(against(request -> List.of(), "status").expect(3).stderr()).contains("hung up");
        assertThat(against(request -> waitForEver(), "restart", "web", "--timeout", "300ms")
                        .expect(1)
                        .stderr())
                .contains("not done within 300ms");
        assertThat(against(request -> waitForEver(), "completion", "apps")
                        .expect(0)
                        .stdout())
                .isEmpty();
    }

    @Test
    void aRestartIsWaitedForOnTwoConnections() {
        JsonObject restarted = JsonReader.readObject("{\"results\":[{\"application\":\"app-1\",\"ok\":true,"
                + "\"outcome\":\"restarted\",\"message\":\"restarted\",\"took_ms\":1,\"signalled\":1,\"killed\":0,"
                + "\"forced\":false}]}");
        String event = Envelope.notification(Envelope.EVENT, JsonObject.EMPTY).compact();
        Outcome outcome = against(
                request -> switch (request.text("method")) {
                    case "restart" -> List.of(StandIn.result(request, restarted));
                    case "status" -> List.of(StandIn.result(request, ManyApps.status(1)));
                    default -> List.of(StandIn.result(request, FOLLOWING), event, event);
                },
                "restart",
                "app-1",
                "--wait",
                "--timeout",
                "20s");
        assertThat(outcome.expect(0).stdout()).isEqualTo("app-1: restarted\n");
    }

    private static List<String> waitForEver() {
        try {
            Thread.currentThread().join();
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 10_000})
    void answersOfAnySize(int apps) {
        JsonObject status = ManyApps.status(apps);
        assertThat(against(request -> List.of(StandIn.result(request, status)), "status")
                        .expect(0)
                        .stdout()
                        .lines())
                .hasSize(apps + 1);
        against(request -> List.of(StandIn.result(request, status)), "status", "--format", "json")
                .expect(0);
    }

    @Test
    void aFollowedLogGoesOnUntilItEnds() {
        Function<JsonObject, List<String>> answers = request -> List.of(
                StandIn.result(request, FOLLOWING),
                log("a\nGrüße 🚀\nha"),
                log("lf\n" + "x".repeat(200_000) + "\n"),
                Envelope.notification(
                                Envelope.END,
                                JsonObject.builder()
                                        .put("reason", "the daemon is ending")
                                        .build())
                        .compact());
        Function<JsonObject, List<String>> status =
                request -> request.text("method").equals("status")
                        ? List.of(StandIn.result(request, ManyApps.status(1)))
                        : answers.apply(request);
        for (List<String> words : List.of(
                List.of("logs", "web", "-f"),
                List.of("logs", "web", "stdout.log", "-f"),
                List.of("logs", "web", "-f", "--grep", "half"),
                List.of("logs", "web", "-f", "--grep", "^ha"),
                List.of("logs", "web", "-f", "--since", "2026-01-01"),
                List.of("logs", "web", "-f", "--format", "json"))) {
            assertThat(against(status, words.toArray(String[]::new)).expect(3).stderr())
                    .contains("the daemon is ending");
        }
    }

    private static String log(String text) {
        return Envelope.notification(Envelope.LOG, new LogChunk("web", "stdout.log", text).toJson())
                .compact();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalEndsAFollowedLogCalmly(String signal) {
        Function<JsonObject, List<String>> answers =
                request -> List.of(StandIn.result(request, FOLLOWING), log("hello\n"));
        // The shell waits for the first line, then sends the signal, and tells how pmctl ended.
        String script =
                "mkfifo pipe; env --default-signal \"$PMCTL\" -s '" + socket + "' logs web stdout.log -f >pipe &"
                        + " read -r line <pipe; kill -s " + signal + " $!; wait $!; echo \"$line $?\"; rm pipe";
        standIns.add(StandIn.at(socket, answers));
        assertThat(forms.script("cd '" + scratch + "'; exec 2>&1; " + script).stdout())
                .isEqualTo("hello 0\n");
    }

    @Test
    void aReaderThatLeavesEndsAFollowedLog() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            lines.add(log("line " + i + "\n"));
        }
        Function<JsonObject, List<String>> answers = request -> {
            List<String> all = new ArrayList<>(List.of(StandIn.result(request, FOLLOWING)));
            all.addAll(lines);
            return all;
        };
        standIns.add(StandIn.at(socket, answers));
        String script = "{ \"$PMCTL\" -s '" + socket + "' logs web stdout.log -f; echo $? >&2; } | head -1";
        Outcome outcome = forms.script(script);
        assertThat(outcome.stdout()).isEqualTo("line 1\n");
        assertThat(outcome.stderr()).isEqualTo("0\n");
    }
}
