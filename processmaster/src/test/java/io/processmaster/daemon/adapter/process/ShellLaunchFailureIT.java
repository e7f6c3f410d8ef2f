package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.LaunchForms;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.launch.LaunchTools;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.port.Handle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What can go wrong with the tools, besides. */
final class ShellLaunchFailureIT extends LaunchFailureContract {
    @Override
    Optional<String> program() {
        return LaunchForms.SHELL;
    }

    @Override
    String busy() {
        return "it is being written";
    }

    private static LaunchTools tools() throws Exception {
        return LaunchHostReader.read(LaunchForms.SHELL).tools();
    }

    private TrampolineLauncher withShell(Path shell) throws Exception {
        return launcher(
                LaunchForms.SHELL,
                new LaunchTools(shell.toString(), tools().setpriv(), tools().prlimit(), tools().nice()));
    }

    @Test
    void anIdentityThatTheKernelRefusesIsQuoted() throws Exception {
        Path setpriv = file("setpriv", "#!/bin/sh\necho setpriv: setresuid failed >&2\nexit 1\n", "rwxr-xr-x");
        TrampolineLauncher launcher = launcher(
                LaunchForms.SHELL,
                new LaunchTools(tools().shell(), setpriv.toString(), tools().prlimit(), tools().nice()));
        ProcessSpec spec = Specs.command(directory, "/bin/true").user("nobody").spec();
        assertThat(failureOf(launcher, order(spec, PATH)))
                .isEqualTo(LaunchFailure.permanent(
                        LaunchStage.IDENTITY, "changing to user nobody failed: setpriv: setresuid failed"));
    }

    @Test
    void aLaunchThatHangsIsEndedAndCollected() throws Exception {
        // A shell that never gets as far as executing stands in for a hanging file system.
        Path shell = file("sh", "#!/bin/sh\nexec sleep 1000\n", "rwxr-xr-x");
        ProcessSpec spec = Specs.command(directory, "/bin/true").spec();
        LaunchFailure failure = failureOf(withShell(shell), order(spec, PATH));
        assertThat(failure.stage()).isEqualTo(LaunchStage.SPAWN);
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void bashAsShellReportsTheSame() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs /bin/bash");
        Path shell = directory.resolve("sh");
        Files.createSymbolicLink(shell, Path.of("/bin/bash"));
        TrampolineLauncher launcher = withShell(shell);
        ProcessSpec missing = Specs.command(directory, "./sevrer").spec();
        ProcessSpec works =
                Specs.command(directory, "/bin/cat", "/proc/self/environ").spec();
        List<String> environment = List.of("A=b c", "PATH=/bin", "HOME=/");
        assertThat(failureOf(launcher, order(missing, PATH)))
                .isEqualTo(permanent("start_command[0] ./sevrer: no such file"));
        assertThat(failureOf(launcher, order(works, List.of("UID=7"))).stage()).isEqualTo(LaunchStage.ENVIRONMENT);
        try (Handle entrance = bench().tree().entrance(id().app());
                Descriptor out =
                        Descriptor.openWrite(file("out", "", "rw-------").toString())) {
            int pid = launcher.launch(order(works, environment), entrance, out, out)
                    .pid();
            assertThat(bench().watch().awaitChild(pid, KernelBench.LIMIT)).contains(ExitStatus.exited(0));
        }
        assertThat(Files.readString(directory.resolve("out"))
                        .replace("\0\0", "\0")
                        .split("\0"))
                .filteredOn(variable -> !variable.isEmpty())
                .containsExactlyInAnyOrderElementsOf(environment);
    }
}
