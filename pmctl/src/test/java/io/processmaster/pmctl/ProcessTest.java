package io.processmaster.pmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Envelope;
import io.processmaster.common.rpc.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** pmctl as a process of its own. */
@Timeout(60)
class ProcessTest {
    private static final List<String> TOO_SLOW_TO_LOAD = List.of(
            "com.fasterxml.",
            "org.yaml.",
            "java.util.regex.",
            "java.util.Formatter",
            "java.util.ResourceBundle",
            "java.util.logging.",
            "org.slf4j.",
            "io.processmaster.common.config.",
            "io.processmaster.pmctl.manual.");

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

    private Process pmctl(String option, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PMCTL_SOCK", daemon.socket().toString());
        return builder.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop web", "logs web", "events"})
    void everydayCommandsLoadNothingHeavy(String words) throws Exception {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        daemon.answer(
                Method.STOP,
                "{\"results\":[{\"application\":\"web\",\"ok\":true,\"outcome\":\"stopped\",\"message\":\"x\","
                        + "\"took_ms\":1,\"signalled\":1,\"killed\":0,\"forced\":false}]}");
        daemon.answer(Method.LOGS, "{\"files\":[{\"app\":\"web\",\"file\":\"stdout.log\",\"lines\":[\"a\"]}]}");
        daemon.answer(
                Method.EVENTS,
                "{\"events\":[{\"seq\":1,\"ts_ms\":1,\"component\":\"c\",\"app\":null,\"event\":\"e\",\"message\":\"m\",\"data\":{}}]}");
        Process process = pmctl("-Xlog:class+load:stdout", words.split(" "));
        List<String> loaded = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                loaded.add(line);
            }
        }
        assertThat(process.waitFor()).isZero();
        assertThat(loaded).anySatisfy(line -> assertThat(line).contains("io.processmaster.pmctl.Pmctl "));
        for (String heavy : TOO_SLOW_TO_LOAD) {
            assertThat(loaded).as(heavy).noneMatch(line -> line.contains("] " + heavy));
        }
    }

    @Test
    void controlCEndsAFollowedLogWithSuccess() throws Exception {
        daemon.script(
                Method.LOGS_FOLLOW,
                (id, params) -> List.of(
                        Envelope.reply(
                                        id,
                                        JsonObject.builder()
                                                .put("following", true)
                                                .build())
                                .compact(),
                        Envelope.notification(Envelope.LOG, new LogChunk("web", "stdout.log", "hello\n").toJson())
                                .compact()));
        Process process = pmctl("-Xshare:auto", "logs", "web", "-f");
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(reader.readLine()).isEqualTo("web stdout.log: hello");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(reader.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aReaderThatLeavesIsNoFailure() throws Exception {
        daemon.answer(Method.STATUS, Samples.result(Samples.all()));
        Process process = pmctl("-Xshare:auto", "status");
        process.getInputStream().close();
        assertThat(process.waitFor()).isZero();
    }
}
