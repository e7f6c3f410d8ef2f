package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.LogSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.common.spec.StopSpec;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** App definitions as they are meant to be read. */
final class AppReaderTest {
    private static final String SHORTEST = "process: {working_directory: ., start_command: [./run.sh]}\n";

    @TempDir
    private Path directory;

    @Test
    void theRestIsDefaults() throws IOException {
        AppSpec spec = read("web.yaml", SHORTEST);
        assertThat(spec)
                .isEqualTo(new AppSpec(
                        new AppName("web"),
                        directory.resolve("web.yaml").toString(),
                        true,
                        new ProcessSpec(
                                directory.toString(),
                                List.of("./run.sh"),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                false,
                                new FileMode(022),
                                0,
                                Map.of(),
                                0,
                                false),
                        new StopSpec(List.of(), Signal.TERM, Duration.ofSeconds(5)),
                        new LogSpec(
                                "./logs/stdout.log",
                                "./logs/stderr.log",
                                "./logs/stop_command_stdout.log",
                                "./logs/stop_command_stderr.log",
                                List.of(),
                                RotationSpec.DEFAULT),
                        ResourceSpec.UNLIMITED,
                        RestartSpec.DEFAULT,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void everyKeyOfTheProcessArrives() throws IOException {
        AppSpec spec = read(
                "web.yaml",
                """
                application: shop
                process:
                  working_directory: ./srv/..
                  start_command: [node, 8080, true, "-x", ""]
                  stop_command: ["./stop.sh", "now"]
                  stop_grace_period_ms: 1m30s
                  user: 1000
                  group: adm
                  environment:
                    - {name: PORT, value: 0660}
                    - {name: TOKEN, value: "@base64://aHVudGVyMg=="}
                    - {name: KEY, value: "@hex://68756e"}
                    - {name: FILE, value: "@file:///etc/secret"}
                    - {name: EMPTY, value: ""}
                  inherit_environment: true
                  umask: "0027"
                  nice: -5
                  oom_score_adj: 500
                  no_new_privileges: true
                  rlimits: {nofile: 65536, core: unlimited, nproc: "1024:unlimited", stack: 1024:65536}
                global: {enabled: false}
                """);
        assertThat(spec.name()).isEqualTo(new AppName("shop"));
        assertThat(spec.enabled()).isFalse();
        assertThat(spec.stop())
                .isEqualTo(new StopSpec(List.of("./stop.sh", "now"), Signal.TERM, Duration.ofSeconds(90)));
        assertThat(spec.process())
                .isEqualTo(new ProcessSpec(
                        directory.toString(),
                        List.of("node", "8080", "true", "-x", ""),
                        Optional.of("1000"),
                        Optional.of("adm"),
                        List.of(
                                new EnvironmentEntry("PORT", "0660"),
                                new EnvironmentEntry("TOKEN", "@base64://aHVudGVyMg=="),
                                new EnvironmentEntry("KEY", "@hex://68756e"),
                                new EnvironmentEntry("FILE", "@file:///etc/secret"),
                                new EnvironmentEntry("EMPTY", "")),
                        true,
                        new FileMode(027),
                        -5,
                        Map.of(
                                "nofile", new Rlimit(65536, 65536),
                                "core", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY),
                                "nproc", new Rlimit(1024, Rlimit.INFINITY),
                                "stack", new Rlimit(1024, 65536)),
                        500,
                        true));
    }

    @Test
    void everyKeyOfLogsLimitsAndRestartsArrives() throws IOException {
        AppSpec spec = read(
                "web.yaml",
                SHORTEST
                        + """
                        logs:
                          stdout: /var/log/web.log
                          stderr: err.log
                          stop_command_stdout: a
                          stop_command_stderr: b
                          hints: [./logs/access.log, x.log]
                        resources:
                          {max_cpu: 250m, max_memory: 512MiB, max_swap: 0, memory_high: 400m, max_pids: 100, io_weight: 10}
                        restart_policy:
                          policy: on_failure
                          restart_backoff_ms: 2000
                          max_backoff_ms: 1m
                          reset_after: 5m
                          tolerance: {max_restarts: 0, duration: 2h}
                        """);
        assertThat(spec.logs())
                .isEqualTo(new LogSpec(
                        "/var/log/web.log",
                        "err.log",
                        "a",
                        "b",
                        List.of("./logs/access.log", "x.log"),
                        RotationSpec.DEFAULT));
        assertThat(spec.resources())
                .isEqualTo(new ResourceSpec(
                        new CpuQuota(250),
                        new DataSize(512L << 20),
                        new DataSize(0),
                        new DataSize(400_000_000),
                        OptionalLong.of(100),
                        OptionalLong.of(10)));
        assertThat(spec.restart())
                .isEqualTo(new RestartSpec(
                        RestartSpec.Policy.ON_FAILURE,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        0,
                        Duration.ofHours(2)));
    }

    @Test
    void aFileCalledServiceIsNamedAfterItsDirectory() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("mailer"));
        assertThat(read(inner.resolve("service.yml"), SHORTEST).name()).isEqualTo(new AppName("mailer"));
        assertThat(read("service.d.yaml", SHORTEST).name()).isEqualTo(new AppName("service.d"));
    }

    @Test
    void aHintMayNameTheRealPlaceOfALinkedWorkingDirectory() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real")).toRealPath();
        Files.createSymbolicLink(directory.resolve("link"), real);
        AppSpec spec = read(
                "web.yaml",
                "process: {working_directory: link, start_command: [a]}\nlogs: {hints: [" + real + "/x.log]}\n");
        assertThat(spec.logs().hints()).hasSize(1);
    }

    @Test
    void theNameOfABadFileIsToldWhereverItCanBe() throws IOException {
        assertThat(examine("a.yaml", "application: shop\nproces: {}\n").name()).contains(new AppName("shop"));
        assertThat(examine("a.yaml", "application: \"shop\" # x\n\tbroken").name())
                .contains(new AppName("shop"));
        assertThat(examine("a.yaml", "process: [\n").name()).contains(new AppName("a"));
        assertThat(examine("a.yaml", "").name()).contains(new AppName("a"));
        assertThat(examine("a.yaml", "application: ../x\n").name()).isEmpty();
        assertThat(examine("a b.yaml", "proces: {}\n").name()).isEmpty();
    }

    @Test
    void onlyAWellFormedFileNamesItsAppWithCertainty() throws IOException {
        assertThat(examine("a.yaml", "proces: {}\n").isNameCertain()).isTrue();
        assertThat(examine("a.yaml", "application: shop\n\tbroken").isNameCertain())
                .isFalse();
    }

    private AppReader.Examined examine(String name, String text) throws IOException {
        AppReader.Examined examined = AppReader.examine(Files.writeString(directory.resolve(name), text));
        assertThat(examined.result().isGood()).isFalse();
        return examined;
    }

    private AppSpec read(String name, String text) throws IOException {
        return read(directory.resolve(name), text);
    }

    private static AppSpec read(Path file, String text) throws IOException {
        Result<AppSpec> result = AppReader.read(Files.writeString(file, text));
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }
}
