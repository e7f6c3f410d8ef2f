package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.Rlimit;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.LaunchForms;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.core.launch.ProcessLimits;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.ProcessRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launched program finds: nothing of the daemon, and everything that its definition says. */
abstract class LaunchContract {
    private static final List<String> PATH = List.of("PATH=/usr/bin:/bin");

    @TempDir
    Path directory;

    private KernelBench bench;

    /** The way of launching that is looked at. */
    abstract Optional<String> program();

    @BeforeEach
    void open() throws Exception {
        bench = new KernelBench(directory, program());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    private String run(String script) throws Exception {
        return bench.outputOf(Specs.script(directory, script).spec(), PATH).strip();
    }

    /** Whichever processes went before it. */
    @Test
    void theProcessIsAChildOfTheDaemonThatLeadsItsOwnSession() throws Exception {
        // Fields 4 to 6 of its stat file: parent, process group, session.
        String script =
                "read -r pid name state parent group session rest </proc/self/stat; echo $$ $parent $group $session";
        assertThat(run(script).split(" "))
                .satisfies(said -> assertThat(said[1])
                        .isEqualTo(Long.toString(ProcessHandle.current().pid())))
                .satisfies(said -> assertThat(said[2]).isEqualTo(said[0]))
                .satisfies(said -> assertThat(said[3]).isEqualTo(said[0]));
    }

    /** Kernels from 6.14 on also kill what is born there later, of a parent in another cgroup. */
    @Test
    void aCgroupInWhichEverybodyWasKilledTakesTheNextOne() throws Exception {
        RunId id = bench.open("killed");
        bench.tree().kill(id.app());

        bench.start(id, Specs.script(directory, "exit 7").spec(), PATH);

        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(7));
        bench.awaitEmptied(id);
        bench.end(id);
    }

    @Test
    void onlyTheStandardDescriptorsReachTheProgram() throws Exception {
        // Asked by number, since a program that lists the directory would have a descriptor more for doing so.
        assertThat(run("for f in 0 1 2 3 4 5 6 7 8 9 10 11 12; do [ -e /proc/$$/fd/$f ] && echo $f; done; true"))
                .isEqualTo("0\n1\n2");
        assertThat(run("readlink /proc/self/fd/0")).isEqualTo("/dev/null");
    }

    @Test
    void noDescriptorOfTheDaemonIsOpenUnderAnyNumber() throws Exception {
        RunId id = bench.open("fds");
        ProcessRef ref =
                bench.start(id, Specs.command(directory, "/bin/sleep", "1000").spec(), PATH);
        // The program's loader has a library open for a moment; what came from the daemon would stay.
        KernelBench.awaitTrue(
                "only the standard descriptors", () -> descriptorsOf(ref.pid()).equals(Set.of("0", "1", "2")));
        bench.tree().kill(id.app());
        bench.awaitEmptied(id);
        bench.end(id);
    }

    private static Set<String> descriptorsOf(int pid) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Integer.toString(pid), "fd"))) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void theEnvironmentIsExactlyTheDeclaredOne() throws Exception {
        List<String> environment = List.of(
                "PATH=/usr/bin:/bin",
                "QUOTES='a' \"b\" `c` $(d) ${e} $f \\",
                "LINES=first\nsecond\n\n",
                "EMPTY=",
                "EQUALS=a=b=c",
                "PM0=PM1",
                "PM1=mine",
                "UTF8=größe ✓",
                "OPTION=-n",
                "PS4=$(touch /nowhere)",
                "IFS=abc",
                "SPACES=  x  y  ");
        String output = bench.outputOf(
                Specs.command(directory, "/bin/cat", "/proc/self/environ").spec(), environment);
        assertThat(output.split("\0")).containsExactlyInAnyOrderElementsOf(environment);
    }

    @Test
    void withoutAnyVariableTheEnvironmentIsEmpty() throws Exception {
        assertThat(bench.outputOf(
                        Specs.command(directory, "/bin/cat", "/proc/self/environ")
                                .spec(),
                        List.of()))
                .isEmpty();
    }

    @Test
    void anEnvironmentOfThousandsOfVariablesArrives() throws Exception {
        List<String> environment = java.util.stream.IntStream.range(0, 4000)
                .mapToObj(i -> "VARIABLE_" + i + "=" + i)
                .toList();
        String output = bench.outputOf(
                Specs.command(directory, "/bin/cat", "/proc/self/environ").spec(), environment);
        assertThat(output.split("\0")).hasSize(4000);
    }

    @Test
    void theLoaderVariablesOfAnAppTouchNothingThatRunsAsRoot() throws Exception {
        RunId id = bench.open("preload");
        bench.start(
                id,
                Specs.command(directory, "/bin/true").user("nobody").spec(),
                List.of("PATH=/usr/bin:/bin", "LD_PRELOAD=/nowhere/evil.so"));
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(0));
        bench.awaitEmptied(id);
        bench.end(id);
        // ld.so warns once for each program that was executed with the variable: the app's own only.
        assertThat(Files.readAllLines(bench.stderr()))
                .hasSize(1)
                .first()
                .asString()
                .contains("/nowhere/evil.so");
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        String output = bench.outputOf(
                Specs.command(directory, "/usr/bin/printf", "<%s>", "a b", "", "$HOME", "'\"", "-x", "*", "é\n")
                        .spec(),
                PATH);
        assertThat(output).isEqualTo("<a b><><$HOME><'\"><-x><*><é\n>");
    }

    @Test
    void itRunsAsTheUserWithExactlyTheGroupsOfTheUser() throws Exception {
        String output = bench.outputOf(
                Specs.script(directory, "id -u; id -g; id -G; grep -E '^Cap(Prm|Eff|Inh|Amb)' /proc/self/status")
                        .user("nobody")
                        .spec(),
                PATH);
        assertThat(output.lines().limit(3)).containsExactly("65534", "65534", "65534");
        assertThat(output.lines().skip(3)).allMatch(line -> line.endsWith("0000000000000000"));
    }

    @Test
    void aNumberWithoutAccountIsAUserToo() throws Exception {
        String output = bench.outputOf(
                Specs.script(directory, "id -u; id -g; grep ^Groups /proc/self/status")
                        .user("54321", "54322")
                        .spec(),
                PATH);
        assertThat(output).isEqualTo("54321\n54322\nGroups:\t \n");
    }

    @Test
    void settingsOfTheDefinitionAreInForce() throws Exception {
        Specs specs = Specs.script(
                        directory,
                        "umask; nice; ulimit -Sn; ulimit -Hn; ulimit -c; cat /proc/self/oom_score_adj;"
                                + " grep NoNewPrivs /proc/self/status")
                .user("nobody")
                .settings(
                        027,
                        -3,
                        Map.of("nofile", new Rlimit(100, 200), "core", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY)),
                        123,
                        true);
        assertThat(bench.outputOf(specs.spec(), PATH).lines())
                .containsExactly("0027", "-3", "100", "200", "unlimited", "123", "NoNewPrivs:\t1");
    }

    @Test
    void withoutSettingsTheHostsLimitsAreInForceAndNotTheDaemons() throws Exception {
        String output = bench.outputOf(
                Specs.command(directory, "/bin/cat", "/proc/self/limits").spec(), PATH);
        assertThat(ProcessLimits.parse(output))
                .isEqualTo(LaunchHostReader.read(LaunchForms.SHELL).defaults());
    }

    @Test
    void moreFilesThanTheDaemonMayOpenCanBeGiven() throws Exception {
        Assumptions.assumeTrue(
                LaunchHostReader.mayRaiseLimits(Files.readString(Path.of("/proc/self/status"))),
                "needs CAP_SYS_RESOURCE");
        Specs specs = Specs.script(directory, "ulimit -Sn; ulimit -Hn")
                .settings(022, 0, Map.of("nofile", new Rlimit(100_000, 200_000)), 0, false);
        assertThat(bench.outputOf(specs.spec(), PATH)).isEqualTo("100000\n200000\n");
    }

    @Test
    void theSessionIsItsOwnAndSignalsAreClean() throws Exception {
        RunId id = bench.open("session");
        ProcessRef ref =
                bench.start(id, Specs.command(directory, "/bin/sleep", "1000").spec(), PATH);
        Path proc = Path.of("/proc", Integer.toString(ref.pid()));
        ProcStat stat = ProcStat.read(ref.pid()).orElseThrow();
        assertThat(stat.leadsSession()).isTrue();
        assertThat(stat.startTicks()).isEqualTo(ref.startTicks());
        assertThat(Files.readAllLines(proc.resolve("status"), StandardCharsets.UTF_8))
                .filteredOn(line -> line.matches("Sig(Blk|Ign|Cgt):.*"))
                .hasSize(3)
                .allMatch(line -> line.endsWith("0000000000000000"));
        assertThat(bench.tree().pids(id.app())).containsExactly(ref.pid());
        bench.tree().kill(id.app());
        bench.awaitEmptied(id);
        bench.end(id);
    }

    @Test
    void theDirectoryIsTheWorkingDirectoryAndRelativeProgramsStartFromIt() throws Exception {
        Path program = directory.resolve("run.sh");
        Files.writeString(program, "#!/bin/sh\npwd\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(bench.outputOf(Specs.command(directory, "./run.sh").spec(), PATH))
                .isEqualTo(directory.toRealPath() + "\n");
        assertThat(bench.outputOf(Specs.command(directory, "run.sh").spec(), List.of("PATH=/usr/bin:" + directory)))
                .isEqualTo(directory.toRealPath() + "\n");
    }

    @Test
    void aTextWithoutAFirstLineIsRunByTheShell() throws Exception {
        Path program = directory.resolve("plain");
        Files.writeString(program, "echo \"$0 $1 $#\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(bench.outputOf(
                        Specs.command(directory, "./plain", "a b", "c").spec(), PATH))
                .endsWith(" a b 2\n");
        assertThat(bench.outputOf(
                        Specs.command(directory, "plain", "a b", "c").spec(), List.of("PATH=/usr/bin:" + directory)))
                .endsWith(" a b 2\n");
    }

    @Test
    void outputGoesToTheFilesThatWereHandedOver() throws Exception {
        assertThat(run("echo to-out; echo to-err >&2")).isEqualTo("to-out");
        assertThat(Files.readString(bench.stderr())).isEqualTo("to-err\n");
    }
}
