package io.processmaster.daemon.adapter.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.adapter.posix.KernelDirectory;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.core.usage.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real cgroup file system with real processes. */
final class Cgroup2TreeIT {
    private static final List<String> PATH = List.of("PATH=/usr/bin:/bin");
    private static final AppName WEB = new AppName("web");
    private static final int REFUSED = 42;

    // Their numbers take more than the 4 KiB that the kernel gives at once.
    private static final int MANY = 1000;

    @TempDir
    Path directory;

    private KernelBench bench;
    private Cgroup2Tree tree;

    @BeforeEach
    void open() throws Exception {
        bench = new KernelBench(directory);
        tree = bench.tree();
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    private RunId start(String script) throws Exception {
        RunId id = bench.open("web");
        bench.start(id, Specs.script(directory, script).spec(), PATH);
        return id;
    }

    private void end(RunId id) throws Exception {
        tree.kill(id.app());
        bench.awaitEmptied(id);
        bench.end(id);
    }

    private void awaitMembers(int count) throws IOException {
        KernelBench.awaitTrue(count + " processes", () -> tree.pids(WEB).size() == count);
    }

    @Test
    void aNewCgroupIsEmptyAndListed() throws Exception {
        tree.create(WEB, ResourceSpec.UNLIMITED);
        assertThat(tree.existing()).containsExactly(WEB);
        assertThat(tree.isPopulated(WEB)).isFalse();
        assertThat(tree.pids(WEB)).isEmpty();
        assertThat(tree.oomKills(WEB)).isZero();
        assertThat(tree.usage(WEB).cpuMicros()).isPresent();
        assertThat(tree.usage(WEB).memoryBytes().isPresent())
                .isEqualTo(tree.figures(WEB).containsKey("memory.current"));
        assertThat(tree.usage(WEB).tasks().isPresent())
                .isEqualTo(tree.figures(WEB).containsKey("pids.current"));
        assertThat(tree.figures(WEB)).containsKey("cpu.stat");
        tree.remove(WEB);
        tree.remove(WEB);
        assertThat(tree.existing()).isEmpty();
    }

    @Test
    void aCgroupSaysWhoseItIs() throws Exception {
        Path stray = bench.master().path().resolve("web");
        assertThat(tree.isOurs(WEB)).as("not there").isFalse();
        Files.createDirectory(stray);
        assertThat(tree.isOurs(WEB)).as("made by somebody else").isFalse();
        tree.create(WEB, ResourceSpec.UNLIMITED);
        assertThat(tree.isOurs(WEB)).isTrue();
        assertThat(new Cgroup2Tree(bench.master(), directory).isOurs(WEB))
                .as("also to the next daemon")
                .isTrue();
        assertThat(new Cgroup2Tree(bench.master(), directory.resolve("other")).isOurs(WEB))
                .as("but not to one with another state directory")
                .isFalse();
        tree.remove(WEB);
        assertThat(tree.isOurs(WEB)).isFalse();
    }

    /** Also not on a cgroup that was delegated to it. */
    @Test
    void whoIsNotRootOfTheHostCannotSetTheMark() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "needs perl, to call setxattr(2)");
        Path stray = Files.createDirectory(bench.master().path().resolve("web"));
        Files.setAttribute(stray, "unix:uid", 65_534);
        assertThat(mark(stray, "setpriv --reuid 65534 --clear-groups")).isEqualTo(REFUSED);
        if (run("unshare --user --map-root-user true") == 0) {
            Files.setAttribute(stray, "unix:uid", 0);
            assertThat(mark(stray, "unshare --user --map-root-user")).isEqualTo(REFUSED);
        }
        assertThat(tree.isOurs(WEB)).isFalse();
        assertThat(mark(stray, "env")).as("the same as root of the host").isZero();
        assertThat(tree.isOurs(WEB)).isTrue();
        tree.remove(WEB);
    }

    private int mark(Path cgroup, String who) throws Exception {
        String setxattr = System.getProperty("os.arch").equals("aarch64") ? "5" : "188";
        String call =
                "syscall(" + setxattr + ", $ARGV[0], $ARGV[1], $ARGV[2], length $ARGV[2], 0) == 0 or exit " + REFUSED;
        List<String> command = new ArrayList<>(List.of(who.split(" ")));
        command.addAll(List.of("/usr/bin/perl", "-e", call, cgroup.toString(), OwnerMark.NAME, directory.toString()));
        return run(command);
    }

    private static int run(String command) throws Exception {
        return run(List.of(command.split(" ")));
    }

    private static int run(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void theCountersGrowWithWhatARunDoesAndNothingStaysOpen() throws Exception {
        assertThat(tree.counters(WEB)).isEqualTo(Counters.NONE);
        RunId id = start("while :; do :; done");
        KernelBench.awaitTrue(
                "50 ms of processor time",
                () -> tree.counters(WEB).cpu().usedMicros().orElse(0) > 50_000);
        long open = openDescriptors();
        for (int i = 0; i < 200; i++) {
            assertThat(tree.counters(WEB).cpu().usedMicros()).isPresent();
        }
        assertThat(openDescriptors()).isLessThan(open + 100);
        Counters counters = tree.counters(WEB);
        String pressure = tree.figures(WEB).getOrDefault("cpu.pressure", "");
        assertThat(counters.pressure().cpu().someMicros().isPresent()).isEqualTo(pressure.contains("total="));
        assertThat(counters.memory().bytes().isPresent())
                .isEqualTo(tree.figures(WEB).containsKey("memory.current"));
        end(id);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    @Test
    void whatIsNotThereIsEmptyAndNoError() throws Exception {
        assertThat(tree.isPopulated(WEB)).isFalse();
        assertThat(tree.pids(WEB)).isEmpty();
        assertThat(tree.usage(WEB).cpuMicros()).isEmpty();
        assertThat(tree.signal(WEB, Signal.TERM)).isZero();
        assertThat(tree.kill(WEB)).isZero();
        assertThat(tree.oomKills(WEB)).isZero();
    }

    @Test
    void anEmptyOldOneIsReplacedWithEverythingBelowIt() throws Exception {
        Path inner = Path.of(tree.path(WEB), "inner", "most");
        tree.create(WEB, ResourceSpec.UNLIMITED);
        Files.createDirectories(inner);
        tree.create(WEB, ResourceSpec.UNLIMITED);
        assertThat(inner.getParent()).doesNotExist();
        tree.remove(WEB);
    }

    @Test
    void anOldOneWithProcessesIsRefused() throws Exception {
        RunId id = start("sleep 1000");
        LaunchFailure failure = catchThrowableOfType(
                        LaunchRefused.class, () -> tree.create(WEB, ResourceSpec.UNLIMITED))
                .failure();
        assertThat(failure.stage()).isEqualTo(LaunchStage.CGROUP);
        assertThat(failure.reason()).startsWith("create " + tree.path(WEB) + ": an earlier run still has processes [");
        assertThatThrownBy(() -> tree.remove(WEB)).hasMessageContaining("it still has processes");
        end(id);
    }

    @Test
    void aLimitWithoutItsControllerIsRefusedAndNothingStays() throws Exception {
        Cgroup root = new Cgroup(bench.master().root());
        Assumptions.assumeFalse(
                root.words("cgroup.controllers").contains("memory"), "needs a host without memory controller");
        ResourceSpec limits = new ResourceSpec(
                CpuQuota.MAX,
                new DataSize(1 << 20),
                DataSize.MAX,
                DataSize.MAX,
                OptionalLong.empty(),
                OptionalLong.empty());
        LaunchFailure failure = catchThrowableOfType(LaunchRefused.class, () -> tree.create(WEB, limits))
                .failure();
        assertThat(failure)
                .isEqualTo(LaunchFailure.permanent(
                        LaunchStage.LIMITS,
                        "resources.max_memory needs the memory controller, which " + root + " does not offer"));
        assertThat(tree.existing()).isEmpty();
        MasterSpec.Cgroup master = new MasterSpec.Cgroup(
                Optional.empty(),
                bench.master().path().getFileName().toString(),
                CpuQuota.MAX,
                new DataSize(1 << 20),
                DataSize.MAX);
        assertThatThrownBy(() -> MasterCgroup.prepare(master))
                .hasMessage("cgroup.memory_max needs the memory controller, which " + root + " does not offer");
    }

    @Test
    void limitsAreWrittenAndLiftedWhereTheControllersAre() throws Exception {
        Cgroup root = new Cgroup(bench.master().root());
        Assumptions.assumeTrue(
                root.words("cgroup.controllers").containsAll(List.of("cpu", "memory", "pids")),
                "needs the controllers cpu, memory and pids");
        tree.create(
                WEB,
                new ResourceSpec(
                        new CpuQuota(500),
                        new DataSize(64 << 20),
                        DataSize.MAX,
                        new DataSize(32 << 20),
                        OptionalLong.of(77),
                        OptionalLong.empty()));
        Cgroup cgroup = new Cgroup(Path.of(tree.path(WEB)));
        assertThat(cgroup.read("cpu.max")).contains("50000 100000\n");
        assertThat(cgroup.read("memory.max")).contains((64 << 20) + "\n");
        assertThat(cgroup.read("memory.high")).contains((32 << 20) + "\n");
        assertThat(cgroup.read("pids.max")).contains("77\n");
        assertThat(tree.usage(WEB).memoryLimitBytes()).hasValue(64 << 20);
        tree.apply(WEB, ResourceSpec.UNLIMITED);
        assertThat(cgroup.read("cpu.max")).contains("max 100000\n");
        assertThat(cgroup.read("memory.max")).contains("max\n");
        assertThat(cgroup.read("pids.max")).contains("max\n");
        tree.remove(WEB);
    }

    @Test
    void aMasterCgroupMayBeNested() throws Exception {
        String name = bench.master().path().getFileName() + "/upper/lower";
        MasterCgroup nested = MasterCgroup.prepare(
                new MasterSpec.Cgroup(Optional.empty(), name, CpuQuota.MAX, DataSize.MAX, DataSize.MAX));
        assertThat(nested.path()).isEqualTo(bench.master().path().resolve("upper/lower"));
        Removal.remove(new Cgroup(bench.master().path().resolve("upper")));
        assertThatThrownBy(() -> MasterCgroup.prepare(
                        new MasterSpec.Cgroup(Optional.empty(), "../x", CpuQuota.MAX, DataSize.MAX, DataSize.MAX)))
                .hasMessageContaining("leads out of");
    }

    @Test
    void everyProcessGetsTheSignalAlsoInACgroupThatTheAppMade() throws Exception {
        Path inner = Path.of(tree.path(WEB), "inner");
        RunId id = start(
                "sleep 1000 & sleep 1000 & mkdir " + inner + "; echo $! >" + inner + "/cgroup.procs; exec sleep 1000");
        awaitMembers(3);
        KernelBench.awaitTrue("inner one", () -> !new Cgroup(inner).pids().isEmpty());
        assertThat(tree.signal(WEB, Signal.TERM)).isEqualTo(3);
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.signalled(15, false));
        bench.awaitEmptied(id);
        bench.end(id);
        assertThat(inner).doesNotExist();
    }

    @Test
    void processesAreFoundAtEachDepthAndOnlyALeafIsCalledOne() throws Exception {
        Path inner = Path.of(tree.path(WEB), "inner");
        RunId id = start(
                "sleep 1000 & mkdir -p " + inner + "/most; echo $! >" + inner + "/most/cgroup.procs; exec sleep 1000");
        awaitMembers(2);
        KernelBench.awaitTrue(
                "innermost one",
                () -> new Cgroup(inner.resolve("most")).ownPids().size() == 1);
        assertThat(tree.pids(WEB)).hasSize(2);
        assertThat(KernelDirectory.isLeaf(tree.path(WEB))).isFalse();
        assertThat(KernelDirectory.isLeaf(inner.toString())).isFalse();
        assertThat(KernelDirectory.isLeaf(inner.resolve("most").toString())).isTrue();
        end(id);
        assertThat(KernelDirectory.isLeaf(tree.path(WEB))).isFalse();
    }

    @Test
    void moreProcessesThanFitIntoOneReadAreAllFound() throws Exception {
        RunId id = start("i=1; while [ $i -lt " + MANY + " ]; do sleep 1000 & i=$((i + 1)); done; exec sleep 1000");
        awaitMembers(MANY);
        assertThat(tree.pids(WEB)).hasSize(MANY).isSorted().doesNotHaveDuplicates();
        end(id);
    }

    @Test
    void aThreadedCgroupIsNotAskedForWhatOnlyTheOneAboveItKnows() throws Exception {
        Path inner = Path.of(tree.path(WEB), "inner");
        RunId id = start("exec sleep 1000");
        Files.createDirectory(inner);
        Files.writeString(inner.resolve("cgroup.type"), "threaded");
        assertThat(new Cgroup(inner).pids()).isEmpty();
        assertThat(tree.pids(WEB)).hasSize(1);
        end(id);
    }

    @Test
    void killReachesFrozenProcessesAndThoseInInnerCgroups() throws Exception {
        Path inner = Path.of(tree.path(WEB), "inner");
        RunId id = start("sleep 1000 & mkdir " + inner + "; echo $! >" + inner + "/cgroup.procs; exec sleep 1000");
        KernelBench.awaitTrue("inner one", () -> !new Cgroup(inner).pids().isEmpty());
        tree.freeze(WEB, true);
        Cgroup cgroup = new Cgroup(Path.of(tree.path(WEB)));
        KernelBench.awaitTrue(
                "frozen", () -> cgroup.read("cgroup.events").orElse("").contains("frozen 1"));
        assertThat(tree.kill(WEB)).isEqualTo(2);
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.signalled(9, false));
        bench.awaitEmptied(id);
        bench.end(id);
    }

    @Test
    void withoutTheKernelsKillTheOtherWayEmptiesItToo() throws Exception {
        RunId id =
                start("trap '' TERM; for i in 1 2 3 4 5; do (trap '' TERM; while :; do sleep 0.01; done) & done; wait");
        KernelBench.awaitTrue("forking", () -> tree.pids(WEB).size() > 5);
        Killing.killOneByOne(new Cgroup(Path.of(tree.path(WEB))));
        bench.awaitEmptied(id);
        bench.end(id);
    }
}
