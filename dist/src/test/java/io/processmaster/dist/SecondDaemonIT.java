package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second daemon that would share anything with a running one is refused before it touches an app. */
final class SecondDaemonIT {
    private DaemonUnderTest daemon;
    private CgroupUnderTest other;

    @BeforeEach
    void start() {
        daemon = DaemonUnderTest.prepare();
        daemon.home().defineShell("web", "exec sleep 1000");
        daemon.start();
        daemon.remote().awaitPhase("web", "RUNNING");
        other = CgroupUnderTest.named(daemon.cgroup().path().getFileName() + "-other");
    }

    @AfterEach
    void close() {
        if (daemon != null) {
            daemon.close();
        }
        if (other != null) {
            other.clear();
        }
    }

    @Test
    void theSameConfigurationIsRefused() {
        assertRefused(daemon.home().writeConfig());
    }

    @Test
    void theSameStateDirectoryIsRefused() {
        assertRefused(config(otherCgroup(otherSocket(text()))));
    }

    @Test
    void theSameCgroupIsRefused() {
        assertRefused(config(otherState(otherSocket(text()))));
    }

    @Test
    void theSameSocketIsRefusedBeforeAnAppIsStarted() {
        assertRefused(config(otherState(otherCgroup(text()))));

        assertThat(other.pids()).isEmpty();
        assertThat(other.exists()).isFalse();
    }

    private void assertRefused(Path config) {
        List<Integer> pids = daemon.cgroup().pids();

        Outcome second =
                Commands.run(daemon.home().path(), List.of(Tree.processmaster().toString(), "-c", config.toString()));

        second.expect(1);
        assertThat(second.stdout() + second.stderr())
                .contains("(pid " + daemon.daemon().pid() + ")");
        assertThat(daemon.cgroup().pids()).isEqualTo(pids).hasSize(1);
        assertThat(daemon.remote().status("web").life().phase()).isEqualTo("RUNNING");
    }

    private String text() {
        try {
            return Files.readString(daemon.home().writeConfig());
        } catch (IOException e) {
            throw new AssertionError("cannot read the configuration", e);
        }
    }

    private String otherCgroup(String text) {
        String name = daemon.cgroup().path().getFileName().toString();
        return text.replace("name: " + name, "name: " + other.path().getFileName());
    }

    private static String otherState(String text) {
        return text.replace("state_directory: state", "state_directory: other-state");
    }

    private String otherSocket(String text) {
        return text.replace(daemon.home().socket().toString(), daemon.home().path() + "/other.sock");
    }

    private Path config(String text) {
        try {
            return Files.writeString(daemon.home().path().resolve("other.yaml"), text);
        } catch (IOException e) {
            throw new AssertionError("cannot write the configuration", e);
        }
    }
}
