package io.processmaster.daemon.adapter.kernel;

import io.processmaster.daemon.adapter.posix.ClockSetTimer;
import io.processmaster.daemon.adapter.posix.Inotify;
import io.processmaster.daemon.adapter.posix.PidFd;
import io.processmaster.daemon.adapter.posix.ProcessSetup;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.ClockWatch;
import io.processmaster.daemon.port.EndWatch;
import io.processmaster.daemon.port.KernelWatch;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Waits for everything with one epoll: an inotify for {@code cgroup.events}, a pidfd for each process,
 * a timer that is cancelled when the clock is set, a wake-up. */
public final class EpollKernelWatch implements KernelWatch, EndWatch, ClockWatch, Closeable {
    private static final String THREAD = "pm-kernel";

    private final CgroupTree tree;
    private final Listener listener;
    private final KernelLoop loop;
    private final Inotify inotify;
    private final Exits exits;
    private final ClockNews clock;
    // The kernel thread adds; others look up the run whose end they ask for, and take out what they forget.
    private final Map<RunId, RunWatch> runs = new ConcurrentHashMap<>();
    // These belong to the kernel thread.
    private final Map<Integer, Set<RunWatch>> runsByInotifyWatch = new HashMap<>();
    private final Map<Integer, CompletableFuture<ExitStatus>> children = new HashMap<>();
    private final Set<EmptyWatch> cgroups = new HashSet<>();

    private EpollKernelWatch(
            CgroupTree tree, Listener listener, KernelLoop loop, Inotify inotify, ClockSetTimer clockSet) {
        this.tree = tree;
        this.listener = listener;
        this.loop = loop;
        this.inotify = inotify;
        this.exits = new Exits(loop);
        this.clock = new ClockNews(clockSet);
    }

    /**
     * Starts the kernel thread.
     *
     * @param tree says where the cgroups are
     * @param listener whom the news goes to
     */
    public static EpollKernelWatch start(CgroupTree tree, Listener listener) throws IOException {
        ProcessSetup.keepExitsOfChildren();
        Inotify inotify = Inotify.open();
        ClockSetTimer clockSet = ClockSetTimer.open();
        KernelLoop loop = KernelLoop.start(THREAD);
        EpollKernelWatch watch = new EpollKernelWatch(tree, listener, loop, inotify, clockSet);
        loop.call(() -> loop.add(inotify.fd(), hungUp -> watch.cgroupsChanged()));
        loop.call(() -> loop.add(clockSet.fd(), hungUp -> watch.clock.look()));
        return watch;
    }

    @Override
    public void whenSet(Runnable told) {
        clock.add(told);
    }

    @Override
    public void watch(RunId id) throws IOException {
        loop.call(() -> register(id));
    }

    private RunWatch register(RunId id) throws IOException {
        drop(id);
        CgroupEvents events = CgroupEvents.open(tree.path(id.app()));
        int number;
        try {
            number = inotify.watch(events.path());
        } catch (IOException e) {
            events.close();
            throw e;
        }
        RunWatch run = new RunWatch(id, events, number, listener);
        runs.put(id, run);
        runsByInotifyWatch.computeIfAbsent(number, n -> new HashSet<>()).add(run);
        return run;
    }

    @Override
    public void started(RunId id, int mainPid) {
        try {
            loop.call(() -> {
                RunWatch run = runs.get(id);
                if (run != null) {
                    run.arm();
                    follow(run, PidFd.open(mainPid));
                    run.look();
                }
                return mainPid;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("watch process " + mainPid + " of " + id + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void adopt(RunId id, int mainPid) throws IOException {
        loop.call(() -> {
            RunWatch run = register(id);
            run.arm();
            if (mainPid > 0) {
                follow(run, memberOf(id, mainPid));
            }
            run.look();
            return mainPid;
        });
    }

    /** The process, unless that number has come to belong to somebody else's. */
    private Optional<PidFd> memberOf(RunId id, int pid) throws IOException {
        Optional<PidFd> process = PidFd.open(pid);
        if (process.isPresent() && !tree.pids(id.app()).contains(pid)) {
            process.get().close();
            return Optional.empty();
        }
        return process;
    }

    private void follow(RunWatch run, Optional<PidFd> process) throws IOException {
        run.expectMain();
        if (process.isEmpty()) {
            run.mainEnded(ExitStatus.UNKNOWN);
            return;
        }
        run.main(exits.track(process.get(), run::mainEnded));
    }

    @Override
    public ExitStatus exitOf(RunId id, Duration limit) {
        // The kernel thread is not asked, which would take as long as all the rest: who asks has been told of the run.
        RunWatch run = runs.get(id);
        return run == null ? ExitStatus.UNKNOWN : await(run.exit(), limit).orElse(ExitStatus.UNKNOWN);
    }

    @Override
    public Optional<ExitStatus> awaitChild(int pid, Duration limit) {
        try {
            return await(loop.call(() -> children.containsKey(pid) ? children.get(pid) : expectChild(pid)), limit);
        } catch (IOException e) {
            throw new IllegalStateException("wait for an exit: " + e.getMessage(), e);
        }
    }

    private CompletableFuture<ExitStatus> expectChild(int pid) throws IOException {
        Optional<PidFd> process = PidFd.open(pid);
        if (process.isEmpty()) {
            return known(ExitStatus.UNKNOWN);
        }
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        exits.track(process.get(), status -> {
            children.remove(pid);
            exit.complete(status);
        });
        children.put(pid, exit);
        return exit;
    }

    @Override
    public void whenEnded(int pid, Consumer<ExitStatus> ended) throws IOException {
        loop.call(() -> {
            Optional<PidFd> process = PidFd.open(pid);
            if (process.isPresent()) {
                exits.track(process.get(), ended);
            } else {
                ended.accept(ExitStatus.UNKNOWN);
            }
            return pid;
        });
    }

    @Override
    public EndWatch.Wait whenEmptied(String cgroup, Runnable emptied) throws IOException {
        EmptyWatch watch = loop.call(() -> {
            CgroupEvents events = CgroupEvents.open(cgroup);
            EmptyWatch made;
            try {
                made = new EmptyWatch(events, inotify.watch(events.path()), emptied);
            } catch (IOException e) {
                events.close();
                throw e;
            }
            cgroups.add(made);
            look(made);
            return made;
        });
        return () -> KernelLoop.tell(() -> loop.call(() -> {
            drop(watch);
            return watch;
        }));
    }

    private void look(EmptyWatch watch) throws IOException {
        if (watch.look()) {
            drop(watch);
        }
    }

    private void drop(EmptyWatch watch) {
        if (!cgroups.remove(watch)) {
            return;
        }
        watch.close();
        int number = watch.inotifyWatch();
        if (cgroups.stream().noneMatch(other -> other.inotifyWatch() == number)) {
            inotify.unwatch(number);
        }
    }

    @Override
    public void forget(RunId id) {
        RunWatch run = runs.remove(id);
        if (run != null) {
            // Nobody waits for the descriptors to be closed.
            run.silence();
            loop.later(() -> free(run));
        }
    }

    private void drop(RunId id) {
        RunWatch run = runs.remove(id);
        if (run != null) {
            free(run);
        }
    }

    private void free(RunWatch run) {
        int number = run.inotifyWatch();
        Set<RunWatch> sharing = runsByInotifyWatch.getOrDefault(number, Set.of());
        sharing.remove(run);
        if (sharing.isEmpty()) {
            runsByInotifyWatch.remove(number);
            inotify.unwatch(number);
        }
        run.close();
    }

    private void cgroupsChanged() throws IOException {
        Set<Integer> changed = new HashSet<>();
        boolean complete = inotify.drainInto(changed);
        List<RunWatch> affected = complete
                ? changed.stream()
                        .flatMap(number -> runsByInotifyWatch.getOrDefault(number, Set.of()).stream())
                        .toList()
                : List.copyOf(runs.values());
        affected.forEach(run -> KernelLoop.tell(run::look));
        for (EmptyWatch watch : List.copyOf(cgroups)) {
            if (!complete || changed.contains(watch.inotifyWatch())) {
                KernelLoop.tell(() -> look(watch));
            }
        }
    }

    private static Optional<ExitStatus> await(CompletableFuture<ExitStatus> exit, Duration limit) {
        try {
            return Optional.of(exit.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("wait for an exit: " + e.getMessage(), e);
        }
    }

    private static CompletableFuture<ExitStatus> known(ExitStatus status) {
        return CompletableFuture.completedFuture(status);
    }

    /** Frees everything; processes live on and are not collected any more. */
    @Override
    public void close() {
        KernelLoop.tell(() -> loop.call(() -> {
            Set.copyOf(runs.keySet()).forEach(this::drop);
            Set.copyOf(cgroups).forEach(this::drop);
            exits.close();
            return runs;
        }));
        loop.close();
        inotify.close();
        clock.close();
    }
}
