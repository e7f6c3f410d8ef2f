package io.processmaster.daemon.adapter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.spec.Rlimit;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.adapter.KernelBench;
import io.processmaster.daemon.adapter.KernelBench.News;
import io.processmaster.daemon.adapter.Specs;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.EndWatch;
import io.processmaster.daemon.port.ProcessRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exits and emptiness as the kernel tells them, of real processes. */
final class EpollKernelWatchIT {
    private static final List<String> PATH = List.of("PATH=/usr/bin:/bin");

    @TempDir
    Path directory;

    private KernelBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new KernelBench(directory);
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
        bench.awaitEmptied(id);
        bench.end(id);
    }

    @Test
    void theExitCodeIsExact() throws Exception {
        RunId id = start("exit 137");
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(137));
        assertThat(bench.watch().exitOf(id, Duration.ZERO)).isEqualTo(ExitStatus.exited(137));
        end(id);
    }

    @Test
    void theSignalIsExact() throws Exception {
        RunId id = start("kill -KILL $$");
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.signalled(9, false));
        end(id);
    }

    @Test
    void aCoreDumpIsToldApart() throws Exception {
        RunId none = bench.open("none");
        bench.start(
                none,
                Specs.script(directory, "kill -SEGV $$")
                        .settings(022, 0, Map.of("core", new Rlimit(0, 0)), 0, false)
                        .spec(),
                PATH);
        assertThat(bench.awaitExit(none)).isEqualTo(ExitStatus.signalled(11, false));
        end(none);
        RunId dumped = bench.open("dumped");
        bench.start(
                dumped,
                Specs.script(directory, "kill -SEGV $$")
                        .settings(022, 0, Map.of("core", new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY)), 0, false)
                        .spec(),
                PATH);
        assertThat(bench.awaitExit(dumped)).isEqualTo(ExitStatus.signalled(11, true));
        end(dumped);
    }

    @Test
    void emptinessIsNotToldBeforeTheRunHasStarted() throws Exception {
        RunId id = bench.open("web");
        ProcessRef ref = bench.launch(id, Specs.command(directory, "/bin/true").spec(), PATH);
        KernelBench.awaitTrue("gone", () -> !bench.tree().isPopulated(id.app()));
        assertThat(bench.untold()).isEmpty();
        bench.watch().started(id, ref.pid());
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(0));
        end(id);
        assertThat(bench.untold()).isEmpty();
    }

    @Test
    void aDaemonisedChildKeepsTheRunAlive() throws Exception {
        RunId id = start("setsid sh -c 'echo $$ >child; exec sleep 1000' & exit 3");
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(3));
        KernelBench.awaitTrue("one left", () -> bench.tree().pids(id.app()).size() == 1);
        assertThat(bench.untold()).isEmpty();
        assertThat(bench.tree().kill(id.app())).isEqualTo(1);
        end(id);
    }

    @RepeatedTest(50)
    void aTreeThatForksAndIgnoresSignalsIsKilledAndToldEmpty() throws Exception {
        RunId id =
                start("trap '' TERM; setsid sh -c \"trap '' TERM; (while :; do sleep 0.001 & done) & exit\" & exit 0");
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(0));
        KernelBench.awaitTrue("forking", () -> bench.tree().pids(id.app()).size() > 1);
        assertThat(bench.tree().kill(id.app())).isPositive();
        bench.awaitEmptied(id);
        assertThat(bench.tree().pids(id.app())).isEmpty();
        bench.end(id);
    }

    @RepeatedTest(20)
    void aProcessThatDiesAtOnceIsToldLikeAnyOther() throws Exception {
        RunId id = bench.open("web");
        bench.start(id, Specs.command(directory, "/bin/false").spec(), PATH);
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(1));
        end(id);
    }

    @Test
    void exitOfWaitsAsLongAsItMay() throws Exception {
        RunId id = start("exec sleep 1000");
        assertThat(bench.watch().exitOf(id, Duration.ofMillis(20))).isEqualTo(ExitStatus.UNKNOWN);
        bench.tree().signal(id.app(), Signal.INT);
        assertThat(bench.watch().exitOf(id, KernelBench.LIMIT)).isEqualTo(ExitStatus.signalled(2, false));
        end(id);
        assertThat(bench.watch().exitOf(id, KernelBench.LIMIT)).isEqualTo(ExitStatus.UNKNOWN);
    }

    @Test
    void aSecondProcessOfTheRunIsCollectedWhetherOrNotItsCallerWaited() throws Exception {
        RunId id = start("exec sleep 1000");
        ProcessRef fast = bench.launch(id, Specs.script(directory, "exit 4").spec(), PATH);
        assertThat(bench.watch().awaitChild(fast.pid(), KernelBench.LIMIT)).contains(ExitStatus.exited(4));
        ProcessRef slow =
                bench.launch(id, Specs.command(directory, "/bin/sleep", "1000").spec(), PATH);
        assertThat(bench.watch().awaitChild(slow.pid(), Duration.ofMillis(20))).isEmpty();
        assertThat(bench.tree().kill(id.app())).isEqualTo(2);
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.signalled(9, false));
        end(id);
        KernelBench.awaitTrue("collected", () -> !Files.exists(Path.of("/proc", Integer.toString(slow.pid()))));
    }

    @Test
    void aForgottenMainProcessIsStillCollected() throws Exception {
        RunId id = bench.open("web");
        ProcessRef ref =
                bench.start(id, Specs.command(directory, "/bin/sleep", "1000").spec(), PATH);
        bench.watch().forget(id);
        bench.tree().kill(id.app());
        KernelBench.awaitTrue("collected", () -> !Files.exists(Path.of("/proc", Integer.toString(ref.pid()))));
        assertThat(bench.untold()).isEmpty();
        bench.tree().remove(id.app());
    }

    @Test
    void theNextDaemonAdoptsWhatRuns() throws Exception {
        RunId id = bench.open("web");
        ProcessRef ref = bench.launch(
                id,
                Specs.script(directory, "trap 'exit 9' TERM; : >ready; while :; do sleep 0.01; done")
                        .spec(),
                PATH);
        bench.watch().forget(id);
        KernelBench.awaitTrue("the trap is set", () -> Files.exists(directory.resolve("ready")));
        BlockingQueue<News> news = new LinkedBlockingQueue<>();
        try (EpollKernelWatch next = EpollKernelWatch.start(bench.tree(), KernelBench.listener(news))) {
            next.adopt(id, ref.pid());
            assertThat(news).isEmpty();
            bench.tree().signal(id.app(), Signal.TERM);
            assertThat(KernelBench.next(news, id, true).status()).contains(ExitStatus.exited(9));
            KernelBench.next(news, id, false);
            next.forget(id);
        }
        bench.tree().remove(id.app());
    }

    @Test
    void anAdoptedProcessOfAnotherParentIsToldExactlyOrAsUnknown() throws Exception {
        RunId id = bench.open("web");
        bench.start(
                id,
                Specs.script(directory, "setsid sh -c 'exec sleep 1000' & exit 0")
                        .spec(),
                PATH);
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.exited(0));
        KernelBench.awaitTrue("one left", () -> bench.tree().pids(id.app()).size() == 1);
        int pid = bench.tree().pids(id.app()).get(0);
        bench.watch().adopt(id, pid);
        bench.tree().signal(id.app(), Signal.USR1);
        assertThat(bench.awaitExit(id)).isIn(ExitStatus.signalled(10, false), ExitStatus.UNKNOWN);
        end(id);
    }

    @Test
    void whatEndedWhileNoDaemonRanIsToldAtOnce() throws Exception {
        RunId id = bench.open("web");
        ProcessRef ref = bench.launch(id, Specs.command(directory, "/bin/true").spec(), PATH);
        assertThat(bench.watch().awaitChild(ref.pid(), KernelBench.LIMIT)).contains(ExitStatus.exited(0));
        bench.watch().adopt(id, ref.pid());
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.UNKNOWN);
        end(id);
    }

    @Test
    void aStrangersNumberIsNotAdopted() throws Exception {
        RunId id = start("exec sleep 1000");
        bench.watch().adopt(id, Math.toIntExact(ProcessHandle.current().pid()));
        assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.UNKNOWN);
        bench.tree().kill(id.app());
        end(id);
    }

    @Test
    void theEndOfAProcessThatBelongsToNoRunIsToldOnce() throws Exception {
        RunId id = bench.open("web");
        BlockingQueue<ExitStatus> ends = new LinkedBlockingQueue<>();
        ProcessRef slow =
                bench.launch(id, Specs.command(directory, "/bin/sleep", "1000").spec(), PATH);
        bench.watch().whenEnded(slow.pid(), ends::add);
        ProcessRef fast = bench.launch(id, Specs.script(directory, "exit 7").spec(), PATH);
        bench.watch().whenEnded(fast.pid(), ends::add);
        assertThat(next(ends)).isEqualTo(ExitStatus.exited(7));
        assertThat(ends).isEmpty();
        assertThat(bench.tree().kill(id.app())).isEqualTo(1);
        assertThat(next(ends)).isEqualTo(ExitStatus.signalled(9, false));
        KernelBench.awaitTrue("collected", () -> !Files.exists(Path.of("/proc", Integer.toString(slow.pid()))));
        bench.watch().whenEnded(slow.pid(), ends::add);
        assertThat(next(ends)).as("no such child").isEqualTo(ExitStatus.UNKNOWN);
        assertThat(ends).isEmpty();
        bench.end(id);
    }

    @Test
    void theEmptinessOfACgroupIsToldOnceAndToNobodyWhoGaveUp() throws Exception {
        RunId id = bench.open("web");
        String cgroup = bench.tree().path(id.app());
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        var unused = bench.watch().whenEmptied(cgroup, () -> told.add("empty already"));
        assertThat(next(told)).isEqualTo("empty already");

        ProcessRef main = bench.launch(
                id,
                Specs.script(directory, "setsid sleep 1000 & exec sleep 1000").spec(),
                PATH);
        BlockingQueue<ExitStatus> ends = new LinkedBlockingQueue<>();
        bench.watch().whenEnded(main.pid(), ends::add);
        KernelBench.awaitTrue(
                "both are there", () -> bench.tree().pids(id.app()).size() == 2);
        EndWatch.Wait gaveUp = bench.watch().whenEmptied(cgroup, () -> told.add("gave up"));
        EndWatch.Wait waits = bench.watch().whenEmptied(cgroup, () -> told.add("waited"));
        gaveUp.close();
        assertThat(told).isEmpty();
        assertThat(bench.tree().kill(id.app())).isEqualTo(2);
        assertThat(next(told)).isEqualTo("waited");
        waits.close();
        assertThat(next(ends)).isEqualTo(ExitStatus.signalled(9, false));
        assertThat(told).isEmpty();
        bench.end(id);
    }

    private static <T> T next(BlockingQueue<T> news) throws InterruptedException {
        T item = news.poll(KernelBench.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(item).as("told in time").isNotNull();
        return item;
    }

    @Test
    void hundredsOfRunsNeedOneThread() throws Exception {
        int threads = Thread.activeCount();
        List<RunId> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RunId id = bench.open("app-" + i);
            bench.start(id, Specs.command(directory, "/bin/sleep", "1000").spec(), PATH);
            ids.add(id);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        for (RunId id : ids) {
            bench.tree().kill(id.app());
        }
        for (RunId id : ids) {
            assertThat(bench.awaitExit(id)).isEqualTo(ExitStatus.signalled(9, false));
            end(id);
        }
        assertThat(bench.untold()).isEmpty();
    }
}
