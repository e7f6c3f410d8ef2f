package io.processmaster.daemon.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.MasterSpec;
import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.units.CpuQuota;
import io.processmaster.common.units.DataSize;
import io.processmaster.daemon.adapter.cgroup.Cgroup2Tree;
import io.processmaster.daemon.adapter.cgroup.CgroupMounts;
import io.processmaster.daemon.adapter.cgroup.MasterCgroup;
import io.processmaster.daemon.adapter.kernel.EpollKernelWatch;
import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.adapter.posix.HostAccounts;
import io.processmaster.daemon.adapter.process.LaunchHostReader;
import io.processmaster.daemon.adapter.process.TrampolineLauncher;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.ProcessRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** The real kernel side of the daemon on a cgroup of its own; closing it asserts that nothing is left. */
public final class KernelBench implements AutoCloseable {
    /** How long anything may take before a test fails. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** One piece of news; empty status for "emptied". */
    public record News(RunId id, Optional<ExitStatus> status) {}

    private final Set<Long> childrenBefore = children();
    private final MasterCgroup master;
    private final Cgroup2Tree tree;
    private final EpollKernelWatch watch;
    private final TrampolineLauncher launcher;
    private final Path directory;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    /** The same with the way of launching that the daemon takes where it can. */
    public KernelBench(Path directory) throws IOException {
        this(directory, LaunchForms.best());
    }

    /** Skips the test where there is neither root nor cgroup2. */
    public KernelBench(Path directory, Optional<String> launchProgram) throws IOException {
        assumeRootAndCgroup2();
        this.directory = directory;
        String name = "pm-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        this.master = MasterCgroup.prepare(
                new MasterSpec.Cgroup(Optional.empty(), name, CpuQuota.MAX, DataSize.MAX, DataSize.MAX));
        this.tree = new Cgroup2Tree(master, directory);
        this.watch = EpollKernelWatch.start(tree, listener(news));
        this.launcher = new TrampolineLauncher(LaunchHostReader.read(launchProgram), watch);
    }

    /** Says why a test is skipped. */
    public static void assumeRootAndCgroup2() throws IOException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && CgroupMounts.read().detected().isPresent(),
                "needs root and a cgroup2 mount");
    }

    /** Puts all news into {@code news}. */
    public static KernelWatch.Listener listener(BlockingQueue<News> news) {
        return new KernelWatch.Listener() {
            @Override
            public void emptied(RunId id) {
                news.add(new News(id, Optional.empty()));
            }

            @Override
            public void mainExited(RunId id, ExitStatus status) {
                news.add(new News(id, Optional.of(status)));
            }
        };
    }

    public Cgroup2Tree tree() {
        return tree;
    }

    public MasterCgroup master() {
        return master;
    }

    public EpollKernelWatch watch() {
        return watch;
    }

    public TrampolineLauncher launcher() {
        return launcher;
    }

    public Path directory() {
        return directory;
    }

    public Path stdout() {
        return directory.resolve("out");
    }

    public Path stderr() {
        return directory.resolve("err");
    }

    /** A run in a new cgroup, watched. */
    public RunId open(String app) throws IOException, LaunchRefused {
        RunId id = new RunId(new AppName(app), COUNT.incrementAndGet());
        tree.create(id.app(), ResourceSpec.UNLIMITED);
        watch.watch(id);
        return id;
    }

    /** Launches and tells the watch. */
    public ProcessRef start(RunId id, ProcessSpec spec, List<String> environment) throws IOException, LaunchRefused {
        ProcessRef ref = launch(id, spec, environment);
        watch.started(id, ref.pid());
        return ref;
    }

    /** Launches only. */
    public ProcessRef launch(RunId id, ProcessSpec spec, List<String> environment) throws IOException, LaunchRefused {
        LaunchOrder order =
                new LaunchOrder(id, spec, spec.startCommand(), new HostAccounts().identityOf(spec), environment);
        Files.write(stdout(), new byte[0]);
        Files.write(stderr(), new byte[0]);
        try (Handle entrance = tree.entrance(id.app());
                Descriptor out = Descriptor.openWrite(stdout().toString());
                Descriptor err = Descriptor.openWrite(stderr().toString())) {
            return launcher.launch(order, entrance, out, err);
        }
    }

    /** Runs a program to its end and returns what it wrote to standard output. */
    public String outputOf(ProcessSpec spec, List<String> environment) throws Exception {
        RunId id = open("output");
        start(id, spec, environment);
        assertThat(awaitExit(id)).isEqualTo(ExitStatus.exited(0));
        awaitEmptied(id);
        end(id);
        return Files.readString(stdout());
    }

    /** The exit of the main process. */
    public ExitStatus awaitExit(RunId id) throws InterruptedException {
        return next(id, true).status().orElseThrow();
    }

    /** The news that nobody is left. */
    public void awaitEmptied(RunId id) throws InterruptedException {
        next(id, false);
    }

    /** What was told and not yet asked for. */
    public List<News> untold() {
        return List.copyOf(news);
    }

    private News next(RunId id, boolean exit) throws InterruptedException {
        return next(news, id, exit);
    }

    /** Takes the first matching news, leaving the others. */
    public static News next(BlockingQueue<News> news, RunId id, boolean exit) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<News> others = new java.util.ArrayList<>();
        try {
            while (true) {
                News item = news.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(item)
                        .as("%s of %s told in time", exit ? "exit" : "emptiness", id)
                        .isNotNull();
                if (item.id().equals(id) && item.status().isPresent() == exit) {
                    return item;
                }
                others.add(item);
            }
        } finally {
            news.addAll(others);
        }
    }

    /** Ends the watch of a run and removes its empty cgroup. */
    public void end(RunId id) throws IOException {
        watch.forget(id);
        tree.remove(id.app());
    }

    /** Kills whatever a failed test left, closes, and asserts that no process and no cgroup remains. */
    @Override
    public void close() throws IOException {
        for (AppName app : tree.existing()) {
            tree.kill(app);
            awaitTrue("empty " + app, () -> !tree.isPopulated(app));
            tree.remove(app);
        }
        Files.delete(master.path());
        awaitTrue("no child left", () -> childrenBefore.containsAll(children()));
        watch.close();
        assertThat(master.path()).doesNotExist();
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    /** A condition that may fail with an error. */
    public interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits for it, looking again and again; fails after {@link #LIMIT}. */
    public static void awaitTrue(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - end).as("%s in time", what).isNegative();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
