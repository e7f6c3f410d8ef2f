package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys of the daemon's own configuration do; those that have a test elsewhere carry the mark there. */
final class MasterKeysIT {
    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
    }

    @AfterEach
    void end() {
        daemon.close();
    }

    @Test
    @Observes({"cgroup.root", "cgroup.name", "global.config_directory", "global.state_directory"})
    void placesInTheKernelAndOnDisk() throws IOException {
        Path mount = CgroupUnderTest.mount().orElseThrow();
        home.configureCgroup("root: " + mount).defineShell("web", "exec sleep 1000");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");

        assertThat(daemon.cgroup().path()).startsWith(mount);
        assertThat(daemon.cgroup().app("web").pids()).hasSize(1);
        assertThat(home.path().resolve("state/state.json")).isRegularFile();
    }

    @Test
    void aRootThatIsNoCgroup2NamesTheOneThatIs() throws Exception {
        Process refused = refusing(home.configureCgroup("root: /proc"));

        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(home.output())
                .contains("/proc", CgroupUnderTest.mount().orElseThrow().toString());
    }

    @Test
    @Observes("cgroup.cpu_max")
    void theLimitOfTheProcessor() throws Exception {
        assertLimit("cpu_max: 1.5", "cpu", "cpu.max", "150000 100000\n");
    }

    @Test
    @Observes("cgroup.memory_max")
    void theLimitOfMemory() throws Exception {
        assertLimit("memory_max: 1GiB", "memory", "memory.max", "1073741824\n");
    }

    @Test
    @Observes("cgroup.memory_swap_max")
    void theLimitOfSwap() throws Exception {
        assertLimit("memory_swap_max: 0", "memory", "memory.swap.max", "0\n");
    }

    /** In force where the host has the controller; elsewhere the daemon does not start as if it were. */
    private void assertLimit(String key, String controller, String file, String content) throws Exception {
        home.configureCgroup(key);
        if (Requires.hasController(controller)) {
            daemon.start();
            assertThat(Files.readString(daemon.cgroup().path().resolve(file))).isEqualTo(content);
        } else {
            Process refused = refusing(home);
            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(home.output()).contains("cgroup." + key.replaceFirst(":.*", ""), controller + " controller");
        }
    }

    @Test
    @Observes("unix_socket.owner")
    void theOwnerOfTheSocket() throws IOException {
        home.configureSocket("owner: nobody");
        daemon.start();

        assertThat(Files.getAttribute(home.socket(), "unix:uid")).isEqualTo(DaemonHome.NOBODY);
    }

    private Process refusing(DaemonHome configured) throws InterruptedException {
        assertThat(configured).isSameAs(home);
        Process process = daemon.launch();
        assertThat(process.waitFor()).isNotZero();
        return process;
    }
}
