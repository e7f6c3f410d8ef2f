package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.adapter.LaunchForms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** pm-launch by itself, with arguments that the daemon would never give it. */
final class PmLaunchTest {
    // Its report comes out as our standard output. What looks like a cgroup is none: nobody is born there, it is
    // written to.
    private static final String FRAME = "exec 3>&1 4<cgroup >/dev/null 2>&1; exec \"$@\"";

    @TempDir
    Path directory;

    @BeforeEach
    void makeCgroup() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("cgroup")).resolve("cgroup.procs"));
    }

    private String report(String... arguments) throws IOException, InterruptedException {
        return reportWithPath("/usr/bin:/bin", arguments);
    }

    private String reportWithPath(String path, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", FRAME, "sh", LaunchForms.program().orElseThrow()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(directory.toFile());
        builder.environment().put("PATH", path);
        Process process = builder.start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return report;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "uid",
                "uid=",
                "uid=-1",
                "uid=+1",
                "uid= 1",
                "uid=1 ",
                "uid=0x1",
                "uid=root",
                "uid=4294967295",
                "uid=4294967296",
                "uid=18446744073709551616",
                "gid=4294967295",
                "gid=",
                "groups=,",
                "groups=1,",
                "groups=,1",
                "groups=1,,2",
                "groups=1,4294967295",
                "groups=1 2",
                "umask",
                "umask=",
                "umask=8",
                "umask=10000",
                "umask=-1",
                "nice=",
                "nice=-",
                "nice=--1",
                "nice=1000",
                "rlimit=",
                "rlimit=nofile",
                "rlimit=nofile 1",
                "rlimit=nofile 1:",
                "rlimit=nofile :1",
                "rlimit=nofile 1:2:3",
                "rlimit=nofile 1:unlimitedx",
                "rlimit=nofile unlimited",
                "rlimit=nofile -1:-1",
                "rlimit=nofil 1:1",
                "rlimit=nofiles 1:1",
                "rlimit= 1:1",
                "rlimit=nofile 10:9",
                "nosuchstep",
                "nosuchstep=1",
                "uidd=1",
                "-",
            })
    void aStepThatIsNotWellFormedIsRefusedAndNothingIsExecuted(String step) throws Exception {
        Path ran = directory.resolve("ran");
        assertThat(report("umask=0022", step, "--", "/usr/bin/touch", ran.toString()))
                .isEqualTo("step 2 Invalid argument\n");
        assertThat(ran).doesNotExist();
    }

    @Test
    void aStepThatTheKernelRefusesIsNamedWithItsWords() throws Exception {
        assertThat(report("enter", "directory=" + directory + "/none", "--", "/bin/true"))
                .isEqualTo("step 2 No such file or directory\n");
        assertThat(report("oom_score_adj=2000", "--", "/bin/true")).isEqualTo("step 1 Invalid argument\n");
    }

    @Test
    void withoutACommandNothingIsCalledReady() throws Exception {
        assertThat(report()).isEmpty();
        assertThat(report("enter")).isEmpty();
        assertThat(report("enter", "--")).isEmpty();
    }

    @Test
    void readyAndNothingMoreMeansExecuted() throws Exception {
        assertThat(report("enter", "umask=0", "rlimit=core 0:unlimited", "nice=19", "--", "/bin/true"))
                .isEqualTo("ready\n");
        // What follows is the program's, whatever it looks like.
        assertThat(report("--", "/bin/true", "--", "uid=1")).isEqualTo("ready\n");
    }

    @Test
    void whereNobodyCanBeBornItMoves() throws Exception {
        assertThat(report("enter", "--", "/bin/true")).isEqualTo("ready\n");
        assertThat(report("move", "--", "/bin/true")).isEqualTo("ready\n");
        assertThat(directory.resolve("cgroup/cgroup.procs")).hasContent("0");
    }

    @Test
    void aNameIsLookedForInAllPlaces() throws Exception {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Files.writeString(first.resolve("tool"), "#!/bin/sh\n/usr/bin/touch first-ran\n");
        Path program = Files.writeString(second.resolve("tool"), "#!/bin/sh\n/usr/bin/touch second-ran\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(tool("/nowhere:/dev/null:" + first + ":" + second)).isEqualTo("ready\n");
        assertThat(directory.resolve("second-ran")).exists();
        assertThat(directory.resolve("first-ran")).doesNotExist();

        assertThat(tool(first.toString())).isEqualTo("ready\nexecute 126 Permission denied\n");
        assertThat(tool("/nowhere:" + directory)).isEqualTo("ready\nexecute 127 No such file or directory\n");
        assertThat(tool("x".repeat(5000))).isEqualTo("ready\nexecute 127 No such file or directory\n");
        assertThat(tool("")).isEqualTo("ready\nexecute 127 No such file or directory\n");
    }

    private String tool(String path) throws Exception {
        return reportWithPath(path, "directory=" + directory, "--", "tool");
    }
}
