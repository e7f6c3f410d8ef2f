package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.HostAccounts;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchHost;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.launch.LaunchTools;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.Handle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a launch can fail has its stage and its reason, and leaves nothing behind. */
final class LaunchFailureIT {
    private static final List<String> PATH = List.of("PATH=/usr/bin:/bin");

    @TempDir
    Path directory;

    private KernelBench bench;
    private RunId id;

    @BeforeEach
    void open() throws Exception {
        bench = new KernelBench(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        id = bench.open("fails");
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            assertThat(bench.tree().pids(id.app())).isEmpty();
            assertThat(bench.untold()).isEmpty();
            bench.end(id);
            bench.close();
        }
    }

    private LaunchFailure failure(ProcessSpec spec) {
        return failure(spec, PATH);
    }

    private LaunchFailure failure(ProcessSpec spec, List<String> environment) {
        return catchThrowableOfType(LaunchRefused.class, () -> bench.launch(id, spec, environment))
                .failure();
    }

    private Path file(String name, String content, String mode) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private static LaunchFailure permanent(String reason) {
        return LaunchFailure.permanent(LaunchStage.EXECUTE, reason);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(failure(Specs.command(directory, "./sevrer").spec()))
                .isEqualTo(permanent("start_command[0] ./sevrer: no such file"));
    }

    @Test
    void aMissingProgramIsNamedWithThePath() {
        assertThat(failure(Specs.command(directory, "sevrer").spec()))
                .isEqualTo(permanent("start_command[0] sevrer: not found in PATH /usr/bin:/bin"));
    }

    @Test
    void aFileThatTheUserMayNotExecuteIsNamed() throws Exception {
        file("server", "#!/bin/sh\n", "rwxr--r--");
        assertThat(failure(Specs.command(directory, "./server").user("nobody").spec()))
                .isEqualTo(permanent("start_command[0] ./server: not executable by user nobody"));
    }

    @Test
    void aDirectoryIsNoProgram() {
        assertThat(failure(Specs.command(directory, "/tmp").spec()))
                .isEqualTo(permanent("start_command[0] /tmp: is a directory"));
    }

    @Test
    void aMissingInterpreterIsNamed() throws Exception {
        file("server", "#!/usr/bin/pyhton -u\n", "rwxr-xr-x");
        assertThat(failure(Specs.command(directory, "./server").spec()))
                .isEqualTo(permanent(
                        "start_command[0] ./server: interpreter /usr/bin/pyhton (from its first line) not found"));
    }

    @Test
    void linesOfWindowsAreExplained() throws Exception {
        file("server", "#!/bin/sh\r\necho\r\n", "rwxr-xr-x");
        assertThat(failure(Specs.command(directory, "./server").spec()))
                .isEqualTo(
                        permanent(
                                "start_command[0] ./server: interpreter /bin/sh (from its first line) not found, because the line ends in CR LF"));
    }

    @Test
    void aDirectoryOnTheWayThatTheUserMayNotPassIsNamed() throws Exception {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        file("closed/server", "#!/bin/sh\n", "rwxr-xr-x");
        assertThat(failure(Specs.command(directory, closed + "/server")
                        .user("nobody")
                        .spec()))
                .isEqualTo(permanent(
                        "start_command[0] " + closed + "/server: " + closed + " is not accessible by user nobody"));
        assertThat(failure(Specs.command(closed, "/bin/true").user("nobody").spec()))
                .isEqualTo(LaunchFailure.permanent(
                        LaunchStage.CHANGE_DIRECTORY,
                        "working directory " + closed + ": not accessible by user nobody"));
    }

    @Test
    void aMissingWorkingDirectoryIsNamed() {
        assertThat(failure(Specs.command("/nowhere/x", "/bin/true").spec()))
                .isEqualTo(LaunchFailure.permanent(
                        LaunchStage.CHANGE_DIRECTORY, "working directory /nowhere/x: no such directory"));
    }

    @Test
    void anUnknownUserIsNamedBeforeAnythingIsStarted() {
        assertThat(failure(
                        Specs.command(directory, "/bin/true").user("nosuchuser").spec()))
                .isEqualTo(LaunchFailure.permanent(LaunchStage.USER, "process.user nosuchuser: no such user"));
        assertThat(failure(Specs.command(directory, "/bin/true")
                        .user("nobody", "nosuchgroup")
                        .spec()))
                .isEqualTo(LaunchFailure.permanent(LaunchStage.USER, "process.group nosuchgroup: no such group"));
    }

    @Test
    void aLimitThatCannotBeSetIsNamed() {
        ProcessSpec spec = Specs.command(directory, "/bin/true")
                .settings(022, 0, Map.of("nofile", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY)), 0, false)
                .spec();
        LaunchFailure failure = failure(spec);
        assertThat(failure.stage()).isEqualTo(LaunchStage.PROCESS_LIMITS);
        assertThat(failure.reason()).contains("nofile unlimited:unlimited");
    }

    @Test
    void aToolThatFailsIsQuoted() {
        ProcessSpec spec = Specs.command(directory, "/bin/true")
                .settings(022, 0, Map.of("nosuchlimit", new Rlimit(1, 1)), 0, false)
                .spec();
        LaunchFailure failure = failure(spec);
        assertThat(failure.stage()).isEqualTo(LaunchStage.PROCESS_LIMITS);
        assertThat(failure.reason()).contains("nosuchlimit");
    }

    @Test
    void anIdentityThatTheKernelRefusesIsQuoted() throws Exception {
        Path setpriv = file("setpriv", "#!/bin/sh\necho setpriv: setresuid failed >&2\nexit 1\n", "rwxr-xr-x");
        LaunchTools tools = LaunchHostReader.read().tools();
        TrampolineLauncher launcher =
                launcherWith(new LaunchTools(tools.shell(), setpriv.toString(), tools.prlimit(), tools.nice()));
        ProcessSpec spec = Specs.command(directory, "/bin/true").user("nobody").spec();
        try (Handle entrance = bench.tree().entrance(id.app());
                Descriptor out = Descriptor.openWrite("/dev/null")) {
            assertThat(catchThrowableOfType(
                                    LaunchRefused.class, () -> launcher.launch(order(spec, PATH), entrance, out, out))
                            .failure())
                    .isEqualTo(LaunchFailure.permanent(
                            LaunchStage.IDENTITY, "changing to user nobody failed: setpriv: setresuid failed"));
        }
    }

    private TrampolineLauncher launcherWith(LaunchTools tools) throws Exception {
        LaunchHost host = LaunchHostReader.read();
        return new TrampolineLauncher(
                new LaunchHost(tools, host.own(), host.defaults(), host.ownNice(), host.ownCredentials()),
                bench.watch(),
                Duration.ofSeconds(2));
    }

    @Test
    void whoeverComesLateForARemovedCgroupDoesNotRun() throws Exception {
        ProcessSpec spec = Specs.script(directory, "echo ran >ran").spec();
        LaunchOrder order = new LaunchOrder(id, spec, spec.startCommand(), new HostAccounts().identityOf(spec), PATH);
        try (Handle entrance = bench.tree().entrance(id.app());
                Descriptor out = Descriptor.openWrite("/dev/null")) {
            bench.end(id);
            id = bench.open("fails");
            LaunchFailure failure = catchThrowableOfType(
                            LaunchRefused.class, () -> bench.launcher().launch(order, entrance, out, out))
                    .failure();
            assertThat(failure.stage()).isEqualTo(LaunchStage.ENTER_CGROUP);
            assertThat(directory.resolve("ran")).doesNotExist();
        }
    }

    @Test
    void aStopCommandIsCalledSo() throws Exception {
        ProcessSpec spec = Specs.command(directory, "/bin/true").spec();
        LaunchOrder order = new LaunchOrder(id, spec, List.of("./halt"), new HostAccounts().identityOf(spec), PATH);
        try (Handle entrance = bench.tree().entrance(id.app());
                Descriptor out = Descriptor.openWrite("/dev/null")) {
            assertThat(catchThrowableOfType(
                                    LaunchRefused.class, () -> bench.launcher().launch(order, entrance, out, out))
                            .failure())
                    .isEqualTo(permanent("stop_command[0] ./halt: no such file"));
        }
    }

    @Test
    void aLaunchThatHangsIsEndedAndCollected() throws Exception {
        // A shell that never gets as far as executing stands in for a hanging file system.
        Path shell = file("sh", "#!/bin/sh\nexec sleep 1000\n", "rwxr-xr-x");
        LaunchTools tools = LaunchHostReader.read().tools();
        TrampolineLauncher launcher =
                launcherWith(new LaunchTools(shell.toString(), tools.setpriv(), tools.prlimit(), tools.nice()));
        ProcessSpec spec = Specs.command(directory, "/bin/true").spec();
        LaunchOrder order = new LaunchOrder(id, spec, spec.startCommand(), new HostAccounts().identityOf(spec), PATH);
        try (Handle entrance = bench.tree().entrance(id.app());
                Descriptor out = Descriptor.openWrite("/dev/null")) {
            LaunchFailure failure = catchThrowableOfType(
                            LaunchRefused.class, () -> launcher.launch(order, entrance, out, out))
                    .failure();
            assertThat(failure.stage()).isEqualTo(LaunchStage.SPAWN);
            assertThat(failure.permanent()).isFalse();
        }
    }

    @Test
    void bashAsShellReportsTheSame() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs /bin/bash");
        Path shell = directory.resolve("sh");
        Files.createSymbolicLink(shell, Path.of("/bin/bash"));
        LaunchTools tools = LaunchHostReader.read().tools();
        TrampolineLauncher launcher =
                launcherWith(new LaunchTools(shell.toString(), tools.setpriv(), tools.prlimit(), tools.nice()));
        ProcessSpec missing = Specs.command(directory, "./sevrer").spec();
        ProcessSpec works =
                Specs.command(directory, "/bin/cat", "/proc/self/environ").spec();
        List<String> environment = List.of("A=b c", "PATH=/bin", "HOME=/");
        try (Handle entrance = bench.tree().entrance(id.app());
                Descriptor out =
                        Descriptor.openWrite(file("out", "", "rw-------").toString())) {
            assertThat(catchThrowableOfType(
                                    LaunchRefused.class,
                                    () -> launcher.launch(order(missing, PATH), entrance, out, out))
                            .failure())
                    .isEqualTo(permanent("start_command[0] ./sevrer: no such file"));
            assertThat(catchThrowableOfType(
                                    LaunchRefused.class,
                                    () -> launcher.launch(order(works, List.of("UID=7")), entrance, out, out))
                            .failure()
                            .stage())
                    .isEqualTo(LaunchStage.ENVIRONMENT);
            Files.writeString(directory.resolve("out"), "");
            int pid = launcher.launch(order(works, environment), entrance, out, out)
                    .pid();
            assertThat(bench.watch().awaitChild(pid, KernelBench.LIMIT)).contains(ExitStatus.exited(0));
        }
        assertThat(Files.readString(directory.resolve("out"))
                        .replace("\0\0", "\0")
                        .split("\0"))
                .filteredOn(variable -> !variable.isEmpty())
                .containsExactlyInAnyOrderElementsOf(environment);
    }

    private LaunchOrder order(ProcessSpec spec, List<String> environment) throws LaunchRefused {
        return new LaunchOrder(id, spec, spec.startCommand(), new HostAccounts().identityOf(spec), environment);
    }
}
