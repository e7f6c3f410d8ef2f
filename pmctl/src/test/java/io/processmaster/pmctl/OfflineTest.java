package io.processmaster.pmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.pmctl.line.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no daemon. */
class OfflineTest {
    @TempDir
    Path directory;

    @Test
    void theVersionIsTheBuild() {
        BuildInfo build = BuildInfo.current();
        assertThat(Run.of("version").out()).contains(build.version()).contains(build.buildId());
        assertThat(Run.of("-V", "--format", "json").out())
                .isEqualTo("{\n  \"version\": \"" + build.version() + "\",\n  \"build_id\": \"" + build.buildId()
                        + "\",\n  \"build_time\": \"" + build.buildTime() + "\",\n  \"build_host\": \""
                        + build.buildHost() + "\"\n}\n");
    }

    @Test
    void helpOnACommandIsTheSameBothWays() {
        assertThat(Run.of("help", "logs")).isEqualTo(Run.of("logs", "--help"));
        assertThat(Run.of("help")).isEqualTo(Run.of("--help"));
        assertThat(Run.of("help", "lgos").err()).contains("did you mean logs?");
    }

    @Test
    void aFileIsValidatedAsWhatItIs() throws IOException {
        Path app = Files.writeString(
                directory.resolve("web.yaml"), "process:\n  working_directory: .\n  start_command: [./run.sh]\n");
        Path master = Files.writeString(directory.resolve("m.yaml"), "global:\n  config_directory: .\n");
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), "unix_socket:\n  pth: x\nglobal:\n  config_directory: .\n");
        Run good = Run.of("validate", app.toString(), master.toString());
        assertThat(good).isEqualTo(new Run(ExitCode.DONE, app + ": OK\n" + master + ": OK\n", ""));
        Run wrong = Run.of("validate", app.toString(), bad.toString());
        assertThat(wrong.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.out()).startsWith(app + ": OK\n" + bad + ":2:3: unix_socket.pth: unknown key");
        assertThat(Run.of("validate", bad.toString(), "--format", "json").out()).contains("\"ok\": false");
    }

    @Test
    void theDefinitionOfAnAutoServiceMayLeaveOutWhereAndWhat() throws IOException {
        Path service = Files.createDirectory(directory.resolve("shop")).resolve("service.yml");
        Files.writeString(service, "restart_policy: {policy: never}\n");
        assertThat(Run.of("validate", service.toString()).out()).isEqualTo(service + ": OK\n");
        Files.writeString(service, "application: other\n");
        assertThat(Run.of("validate", service.toString()).out()).contains("is not the name of the directory");
        Files.writeString(service, "application: other\nprocess: {working_directory: /, start_command: [a]}\n");
        assertThat(Run.of("validate", service.toString()).exit()).isEqualTo(ExitCode.DONE);
        Path other = Files.writeString(directory.resolve("other.yaml"), "restart_policy: {policy: never}\n");
        assertThat(Run.of("validate", other.toString()).out()).contains("process.working_directory: missing");
    }

    @Test
    void aJobIsValidatedWithoutADaemon() throws IOException {
        String head = "process:\n  working_directory: .\n  start_command: [./run.sh]\n  time_zone: Europe/Berlin\n";
        Path good = Files.writeString(directory.resolve("job.yaml"), head + "  schedule: \"30 4 * * MON-FRI\"\n");
        assertThat(Run.of("validate", good.toString())).isEqualTo(new Run(ExitCode.DONE, good + ": OK\n", ""));
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), head + "  schedule: \"0 0 30 2 *\"\n");
        assertThat(Run.of("validate", wrong.toString()))
                .isEqualTo(new Run(
                        ExitCode.FAILED,
                        wrong + ":5:13: process.schedule: never fires: none of its months has such a day\n",
                        ""));
    }
}
