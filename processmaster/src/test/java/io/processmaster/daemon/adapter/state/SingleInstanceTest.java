package io.processmaster.daemon.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.daemon.adapter.disk.StateDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SingleInstanceTest {
    @TempDir
    private Path directory;

    private StateDirectory state;

    @BeforeEach
    void prepare() throws IOException {
        state = new StateDirectory(directory.toRealPath());
    }

    @Test
    void theFileTellsThePid() throws IOException {
        try (SingleInstance claim = SingleInstance.claim(state, 4711)) {
            assertThat(claim).isNotNull();
        }
        assertThat(directory.resolve("lock")).hasContent("4711");
    }

    @Test
    void aFileLeftBehindMeansNothing() throws IOException {
        Files.writeString(directory.resolve("lock"), "99999999 and more");
        try (SingleInstance claim = SingleInstance.claim(state, 42)) {
            assertThat(claim).isNotNull();
        }
        assertThat(directory.resolve("lock")).hasContent("42");
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsGone() throws Exception {
        Process first = holder();
        try {
            assertThatThrownBy(() -> SingleInstance.claim(state, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("state directory " + state.path() + " is in use by another processmaster (pid "
                            + first.pid() + ")");
        } finally {
            first.destroyForcibly().waitFor();
        }
        SingleInstance.claim(state, 1).close();
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        state.path().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("claimed");
        return process;
    }

    /** Another daemon: claims the directory and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            SingleInstance claim = SingleInstance.claim(
                    new StateDirectory(Path.of(args[0])),
                    ProcessHandle.current().pid());
            System.out.println("claimed");
            System.in.read();
            claim.close();
        }
    }
}
