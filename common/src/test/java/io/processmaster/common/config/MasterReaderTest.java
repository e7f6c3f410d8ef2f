package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.AdminAction;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import io.processmaster.common.units.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The master configuration as it is meant to be read. */
final class MasterReaderTest {
    @TempDir
    private Path directory;

    @Test
    void theRestIsDefaults() throws IOException {
        MasterSpec spec = read("global: {config_directory: config.d}\n");
        assertThat(spec)
                .isEqualTo(new MasterSpec(
                        directory.resolve("config.yaml").toString(),
                        new MasterSpec.Cgroup(
                                Optional.empty(), "processmaster", CpuQuota.MAX, DataSize.MAX, DataSize.MAX),
                        new MasterSpec.Socket(MasterSpec.Socket.DEFAULT_PATH, "root", "root", new FileMode(0660)),
                        new MasterSpec.Definitions(
                                Optional.of(directory.resolve("config.d").toString()),
                                Optional.empty(),
                                "root",
                                Optional.of("root")),
                        "/var/lib/processmaster",
                        MasterSpec.OnShutdown.STOP,
                        true,
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void everyKeyArrives() throws IOException {
        MasterSpec spec = read(
                """
                cgroup:
                  root: /sys/fs/cgroup
                  name: system/pm
                  cpu_max: 1.5
                  memory_max: 2GiB
                  memory_swap_max: 0
                unix_socket: {path: run/pm.sock, owner: "0", group: adm, mode: "0o600"}
                global:
                  config_directory: /etc/processmaster/../pm.d
                  state_directory: ./state
                  on_shutdown: leave
                  restore_stopped: false
                web_console:
                  enabled: false
                admin_actions:
                  update-pm:
                    label: Update processmaster
                    command: [/usr/local/sbin/update-pm, --now]
                  disk.usage: {command: [df, "-h"]}
                """);
        assertThat(spec.cgroup())
                .isEqualTo(new MasterSpec.Cgroup(
                        Optional.of("/sys/fs/cgroup"),
                        "system/pm",
                        new CpuQuota(1500),
                        new DataSize(2L << 30),
                        new DataSize(0)));
        assertThat(spec.socket())
                .isEqualTo(new MasterSpec.Socket(
                        directory.resolve("run/pm.sock").toString(), "0", "adm", new FileMode(0600)));
        assertThat(spec.definitions().configDirectory()).contains("/etc/pm.d");
        assertThat(spec.stateDirectory()).isEqualTo(directory.resolve("state").toString());
        assertThat(spec.onShutdown()).isEqualTo(MasterSpec.OnShutdown.LEAVE);
        assertThat(spec.restoreStopped()).isFalse();
        assertThat(spec.adminActions())
                .containsExactly(
                        new AdminAction(
                                "update-pm", "Update processmaster", List.of("/usr/local/sbin/update-pm", "--now")),
                        new AdminAction("disk.usage", "disk.usage", List.of("df", "-h")));
    }

    @Test
    void anEmptySectionHasNoActions() throws IOException {
        assertThat(read("global: {config_directory: c}\nadmin_actions: {}\n").adminActions())
                .isEmpty();
    }

    @Test
    void tooManyActionsAreRefused() throws IOException {
        StringBuilder text = new StringBuilder("global: {config_directory: c}\nadmin_actions:\n");
        for (int i = 0; i <= AdminActionsReader.MOST_ACTIONS; i++) {
            text.append("  a").append(i).append(": {command: [ls]}\n");
        }
        Path file = Files.writeString(directory.resolve("many.yaml"), text);
        assertThat(MasterReader.read(file).problems())
                .extracting(Problem::message)
                .containsExactly("admin_actions: has more than 100 actions");
    }

    @Test
    void theAutoServiceDirectoryIsEnoughOrComesOnTop() throws IOException {
        MasterSpec.Definitions alone = read("global: {auto_service_directory: auto, default_service_user: web}\n")
                .definitions();
        assertThat(alone)
                .isEqualTo(new MasterSpec.Definitions(
                        Optional.empty(), Optional.of(directory.resolve("auto").toString()), "web", Optional.empty()));

        MasterSpec.Definitions both = read("global: {config_directory: ., auto_service_directory: auto,"
                        + " default_service_user: '1000', default_service_group: www}\n")
                .definitions();
        assertThat(both.configDirectory()).contains(directory.toString());
        assertThat(both.defaultUser()).isEqualTo("1000");
        assertThat(both.defaultGroup()).contains("www");
    }

    @Test
    void noFileIsBothADefinitionAndOneOfAnAutoService() throws IOException {
        Files.createDirectories(directory.resolve("auto/config.d"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("auto"));
        for (String config : List.of("auto", "auto/config.d", "auto/../auto", "link", "link/config.d")) {
            Path file = Files.writeString(
                    directory.resolve("config.yaml"),
                    "global: {config_directory: " + config + ", auto_service_directory: auto}\n");
            assertThat(MasterReader.read(file).problems())
                    .as(config)
                    .extracting(Problem::message)
                    .containsExactly("global.auto_service_directory: must not be, or contain,"
                            + " global.config_directory (use two directories)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"660", "\"660\"", "0660", "\"0660\"", "\"0o660\"", "0o660", "'0660'"})
    void aModeIsOctalInEverySpelling(String mode) throws IOException {
        MasterSpec spec = read("global: {config_directory: c}\nunix_socket: {mode: " + mode + "}\n");
        assertThat(spec.socket().mode()).isEqualTo(new FileMode(0660));
    }

    @Test
    void aByteOrderMarkAndAnExplicitDocumentStartAreNoProblem() throws IOException {
        assertThat(read("\uFEFF---\nglobal:\n  config_directory: c\n")
                        .definitions()
                        .configDirectory()
                        .orElseThrow())
                .endsWith("/c");
    }

    @Test
    void aMissingFileIsOneProblemWithoutAPlace() {
        Path file = directory.resolve("absent.yaml");
        assertThat(MasterReader.read(file).problems())
                .containsExactly(new Problem(file.toString(), 0, 0, "cannot read the file: no such file"));
    }

    private MasterSpec read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yaml"), text);
        Result<MasterSpec> result = MasterReader.read(file);
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }
}
