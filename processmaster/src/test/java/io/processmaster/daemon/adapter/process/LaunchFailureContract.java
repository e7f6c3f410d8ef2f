package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.Rlimit;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.LaunchForms;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.HostAccounts;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchHost;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.launch.LaunchTools;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.Handle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a launch can fail has its stage and its reason, and leaves nothing behind. */
abstract class LaunchFailureContract {
    static final List<String> PATH = List.of("PATH=/usr/bin:/bin");

    @TempDir
    Path directory;

    private KernelBench bench;
    private RunId id;

    /** The way of launching that is looked at. */
    abstract Optional<String> program();

    KernelBench bench() {
        return bench;
    }

    RunId id() {
        return id;
    }

    @BeforeEach
    void open() throws Exception {
        bench = new KernelBench(directory, program());
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

    LaunchFailure failure(ProcessSpec spec) {
        return failure(spec, PATH);
    }

    private LaunchFailure failure(ProcessSpec spec, List<String> environment) {
        return catchThrowableOfType(LaunchRefused.class, () -> bench.launch(id, spec, environment))
                .failure();
    }

    Path file(String name, String content, String mode) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    static LaunchFailure permanent(String reason) {
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

    /** An order for the open run. */
    LaunchOrder order(ProcessSpec spec, List<String> environment) throws LaunchRefused {
        return new LaunchOrder(id, spec, spec.startCommand(), new HostAccounts().identityOf(spec), environment);
    }

    /** Why {@code launcher} refused. */
    LaunchFailure failureOf(TrampolineLauncher launcher, LaunchOrder order) throws Exception {
        try (Handle entrance = bench.tree().entrance(id.app());
                Descriptor out = Descriptor.openWrite("/dev/null")) {
            return catchThrowableOfType(LaunchRefused.class, () -> launcher.launch(order, entrance, out, out))
                    .failure();
        }
    }

    /** A launcher on this host but for what it goes through, which loses patience soon. */
    TrampolineLauncher launcher(Optional<String> program, LaunchTools tools) throws Exception {
        LaunchHost host = LaunchHostReader.read(LaunchForms.SHELL);
        return new TrampolineLauncher(
                new LaunchHost(program, tools, host.own(), host.defaults(), host.ownNice(), host.ownCredentials()),
                bench.watch(),
                Duration.ofSeconds(2));
    }

    @Test
    void aFileThatIsBeingWrittenIsTriedAgain() throws Exception {
        Path program = directory.resolve("server");
        Files.copy(Path.of("/bin/true"), program);
        try (FileChannel writer = FileChannel.open(program, StandardOpenOption.WRITE)) {
            LaunchFailure failure = failure(Specs.command(directory, "./server").spec());
            assertThat(failure.stage()).isEqualTo(LaunchStage.EXECUTE);
            assertThat(failure.permanent()).isFalse();
            assertThat(failure.reason())
                    .startsWith("start_command[0] ./server: the kernel refuses to execute it")
                    .containsIgnoringCase(busy());
            assertThat(writer.isOpen()).isTrue();
        }
    }

    /** How this form says that a file is being written. */
    abstract String busy();
}
