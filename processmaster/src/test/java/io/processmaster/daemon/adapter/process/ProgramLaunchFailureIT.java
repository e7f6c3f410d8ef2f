package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.LaunchForms;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.KernelText;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can go wrong with pm-launch, besides. */
final class ProgramLaunchFailureIT extends LaunchFailureContract {
    @Override
    Optional<String> program() {
        return LaunchForms.program();
    }

    @Override
    String busy() {
        return "(Text file busy)";
    }

    private TrampolineLauncher with(String program) throws Exception {
        return launcher(
                Optional.of(program), LaunchHostReader.read(LaunchForms.SHELL).tools());
    }

    @Test
    void aProgramThatSaysNothingIsNotTakenForASuccess() throws Exception {
        LaunchFailure failure = failureOf(
                with("/bin/true"), order(Specs.command(directory, "/bin/true").spec(), PATH));
        assertThat(failure.stage()).isEqualTo(LaunchStage.SPAWN);
        assertThat(failure.reason()).startsWith("the process ended before the program was executed");
    }

    @Test
    void aLaunchThatHangsIsEndedAndCollected() throws Exception {
        Path slow = file("pm-launch", "#!/bin/sh\nexec sleep 1000\n", "rwxr-xr-x");
        LaunchFailure failure = failureOf(
                with(slow.toString()),
                order(Specs.command(directory, "/bin/true").spec(), PATH));
        assertThat(failure.stage()).isEqualTo(LaunchStage.SPAWN);
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void namesThatAShellKeepsForItselfAreOrdinaryVariables() throws Exception {
        List<String> environment = List.of("UID=7", "PPID=8", "GLIBC_TUNABLES=x", "LD_PRELOAD=/nowhere.so");
        ProcessSpec spec =
                Specs.command(directory, "/bin/cat", "/proc/self/environ").spec();
        assertThat(bench().outputOf(spec, environment).split("\0")).containsExactlyElementsOf(environment);
    }

    @Test
    void anUpgradeThatPutsAnotherFileInItsPlaceChangesNothing() throws Exception {
        Path name = directory.resolve("pm-launch");
        Files.copy(Path.of(program().orElseThrow()), name, StandardCopyOption.COPY_ATTRIBUTES);
        try (LaunchProgram held = LaunchProgram.open(name).orElseThrow()) {
            TrampolineLauncher launcher = with(held.path());
            Files.move(file("other", "#!/bin/sh\nexit 1\n", "rwxr-xr-x"), name, StandardCopyOption.REPLACE_EXISTING);
            try (Handle entrance = bench().tree().entrance(id().app());
                    Descriptor out = Descriptor.openWrite("/dev/null")) {
                ProcessSpec spec = Specs.script(directory, "exit 7").spec();
                int pid = launcher.launch(order(spec, PATH), entrance, out, out).pid();
                assertThat(bench().watch().awaitChild(pid, KernelBench.LIMIT)).contains(ExitStatus.exited(7));
            }
        }
    }

    @Test
    void neitherASuccessNorAFailureLeavesAProcessThatNobodyCollects() throws Exception {
        ProcessSpec good = Specs.script(directory, "exit 7").spec();
        ProcessSpec bad = Specs.command("/nowhere/x", "/bin/true").spec();
        TrampolineLauncher launcher = with(program().orElseThrow());
        try (Handle entrance = bench().tree().entrance(id().app());
                Descriptor out = Descriptor.openWrite("/dev/null")) {
            int pid = launcher.launch(order(good, PATH), entrance, out, out).pid();
            assertThat(bench().watch().awaitChild(pid, KernelBench.LIMIT)).contains(ExitStatus.exited(7));
        }
        assertThat(failureOf(launcher, order(bad, PATH)).stage()).isEqualTo(LaunchStage.CHANGE_DIRECTORY);

        assertThat(ended()).isEmpty();
    }

    /** In a cgroup that is frozen, the one that is born there never comes to say its number. */
    @Test
    void aSuccessorThatIsKilledBeforeItSaysAnythingIsCollectedAsWell() throws Exception {
        TrampolineLauncher launcher = with(program().orElseThrow());
        LaunchOrder order = order(Specs.command(directory, "/bin/true").spec(), PATH);
        bench().tree().freeze(id().app(), true);

        LaunchFailure failure = failureOf(launcher, order);

        bench().tree().freeze(id().app(), false);
        assertThat(failure.reason()).startsWith("the program was not executed within 2 s");
        KernelBench.awaitTrue("everything is collected", () -> ended().isEmpty());
        assertThat(bench().tree().pids(id().app())).isEmpty();
    }

    /** Or else each start would wait for the kernel to move it. */
    @Test
    void theProgramIsBornInTheCgroup() throws Exception {
        String script = "exec 3>&1 4<\"$1\"; exec \"$2\" enter -- /bin/true";
        String cgroup = bench().tree().path(id().app());
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", script, "sh", cgroup, program().orElseThrow())
                .start();

        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(report).matches("process [0-9]+\nready\n");
        int born = Integer.parseInt(report.replaceAll("[^0-9]", ""));
        assertThat((long) born).isNotEqualTo(process.pid());
        // A child of this process and not of pm-launch, or there would be nothing to collect.
        assertThat(bench().watch().awaitChild(born, KernelBench.LIMIT)).contains(ExitStatus.exited(0));
        assertThat(process.waitFor()).isZero();
    }

    /** Children of this process that have ended and were not collected. */
    private static List<String> ended() throws IOException {
        String own = " Z " + ProcessHandle.current().pid() + " ";
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(entry -> KernelText.read(entry + "/stat", 512))
                    .map(stat -> new String(stat, StandardCharsets.US_ASCII))
                    .filter(stat -> stat.contains(own))
                    .toList();
        }
    }

    @Test
    void aFileThatMayNotBeExecutedIsNotUsed() throws Exception {
        assertThat(LaunchProgram.open(directory.resolve("missing"))).isEmpty();
        assertThat(LaunchProgram.open(directory)).isEmpty();
        assertThat(LaunchProgram.open(file("pm-launch", "", "rw-r--r--"))).isEmpty();
    }
}
