package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole daemon launches through pm-launch where it can, and through shells where it cannot. */
final class LaunchFormsIT {
    private static final String CHAIN = "apps are launched through a chain of shells";
    private static final String SLEEP = "exec sleep 1000";

    private DaemonUnderTest daemon;
    private DaemonHome home;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        home = daemon.home();
        home.nobodysDirectory("web");
        home.defineShell("web", "id -u; " + SLEEP, "  user: nobody");
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private void assertRunsAsNobody() {
        daemon.awaitPhase("web", "RUNNING");
        daemon.awaitOutput("web");
        assertThat(home.directory("web").resolve("logs/stdout.log")).hasContent(Integer.toString(DaemonHome.NOBODY));
        daemon.remote().restart("web");
        daemon.awaitPhase("web", "RUNNING");
    }

    @Test
    void theLauncherNamesTheProgramAndTheDaemonTakesIt() throws IOException {
        Path program = Tree.root().resolve("libexec/pm-launch");
        Assumptions.assumeTrue(Files.exists(program), "needs pm-launch, which is made where musl-gcc is installed");
        daemon.start();

        assertRunsAsNobody();

        assertThat(home.output()).doesNotContain(CHAIN);
        assertThat(Files.readString(Path.of("/proc/" + daemon.daemon().pid() + "/cmdline")))
                .contains("\0-Dprocessmaster.launch=" + program + "\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/nowhere/pm-launch", "/etc/passwd"})
    void withoutItTheDaemonSaysSoAndTakesTheShells(String program) {
        daemon.environment("PM_JAVA_OPTS", "-Dprocessmaster.launch=" + program);
        daemon.start();

        assertRunsAsNobody();

        assertThat(home.output()).contains(CHAIN);
    }
}
