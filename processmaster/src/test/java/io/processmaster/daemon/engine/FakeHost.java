package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunId;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.CgroupUsage;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.Launcher;
import io.processmaster.daemon.port.ProcessRef;
import io.processmaster.daemon.port.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A kernel in memory: cgroups with at most one process each, told to die, to ignore signals, to fail, to be slow. */
final class FakeHost implements CgroupTree, KernelWatch, Launcher, ProcessTable {
    /** How an app behaves on this host; {@link #NORMAL} unless told otherwise. */
    enum Manner {
        NORMAL,
        IGNORES_SIGNALS,
        CANNOT_BE_EXECUTED,
        DIES_AT_ONCE,
        LAUNCHER_HAS_A_BUG,
        SIGNAL_HAS_A_BUG,
        CANNOT_BE_FROZEN,
        OUT_OF_MEMORY
    }

    private static final Handle NO_HANDLE = new Handle() {
        @Override
        public int fd() {
            return -1;
        }

        @Override
        public void close() {}
    };

    private record Box(int pid, boolean frozen, Optional<ExitStatus> exit) {
        boolean populated() {
            return pid != 0 && exit.isEmpty();
        }
    }

    final Map<AppName, Manner> manners = new ConcurrentHashMap<>();
    final Map<AppName, Runnable> beforeLaunch = new ConcurrentHashMap<>();
    final Map<AppName, Runnable> beforeCollect = new ConcurrentHashMap<>();
    volatile ExitStatus stopCommandExit = ExitStatus.exited(0);
    /** The limits in force. */
    final Map<AppName, ResourceSpec> limits = new ConcurrentHashMap<>();

    private final Map<AppName, Box> boxes = new TreeMap<>();
    private final Set<AppName> marked = new HashSet<>();
    private final Map<AppName, RunId> told = new HashMap<>();
    private KernelWatch.Listener listener;
    private int lastPid = 100;
    private int launches;

    /** Whom the news goes to from now on: the daemon that lives now. */
    synchronized void reportTo(KernelWatch.Listener newListener) {
        listener = newListener;
        told.clear();
    }

    synchronized int launches() {
        return launches;
    }

    private Manner manner(AppName app) {
        return manners.getOrDefault(app, Manner.NORMAL);
    }

    /** A process of an app, as if somebody had put it there. */
    synchronized void putProcess(AppName app) {
        boxes.put(app, new Box(++lastPid, false, Optional.empty()));
    }

    /** The process ends by itself. */
    void die(AppName app, ExitStatus how) {
        RunId run;
        synchronized (this) {
            Box box = boxes.get(app);
            if (box == null || !box.populated()) {
                return;
            }
            boxes.put(app, new Box(box.pid(), box.frozen(), Optional.of(how)));
            run = told.get(app);
        }
        if (run != null) {
            listener.mainExited(run, how);
            listener.emptied(run);
        }
    }

    synchronized boolean isFrozen(AppName app) {
        return boxes.containsKey(app) && boxes.get(app).frozen();
    }

    @Override
    public synchronized void create(AppName app, ResourceSpec wanted) throws LaunchRefused {
        if (isPopulated(app)) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.CGROUP, "two runs of " + app + " at once"));
        }
        boxes.put(app, new Box(0, false, Optional.empty()));
        marked.add(app);
        limits.put(app, wanted);
    }

    @Override
    public synchronized void apply(AppName app, ResourceSpec wanted) {
        limits.computeIfPresent(app, (same, before) -> wanted);
    }

    @Override
    public Handle entrance(AppName app) {
        return NO_HANDLE;
    }

    @Override
    public synchronized boolean isPopulated(AppName app) {
        return boxes.containsKey(app) && boxes.get(app).populated();
    }

    @Override
    public synchronized List<Integer> pids(AppName app) {
        return isPopulated(app) ? List.of(boxes.get(app).pid()) : List.of();
    }

    @Override
    public int signal(AppName app, Signal signal) {
        if (manner(app) == Manner.SIGNAL_HAS_A_BUG) {
            throw new IllegalStateException("bug in the signal of " + app);
        }
        int count = pids(app).size();
        if (manner(app) != Manner.IGNORES_SIGNALS) {
            die(app, ExitStatus.signalled(signal.number(), false));
        }
        return count;
    }

    @Override
    public int kill(AppName app) {
        int count = pids(app).size();
        die(app, ExitStatus.signalled(9, false));
        return count;
    }

    @Override
    public synchronized void freeze(AppName app, boolean frozen) throws IOException {
        if (manner(app) == Manner.CANNOT_BE_FROZEN) {
            throw new IOException("cgroup.freeze: no such device");
        }
        Box box = boxes.get(app);
        boxes.put(app, new Box(box.pid(), frozen, box.exit()));
    }

    @Override
    public synchronized boolean isFreezeWanted(AppName app) {
        return isFrozen(app);
    }

    @Override
    public synchronized boolean awaitFrozen(AppName app, Duration limit) {
        return isFrozen(app);
    }

    @Override
    public Handle freezer(AppName app) {
        return NO_HANDLE;
    }

    @Override
    public long oomKills(AppName app) {
        return manner(app) == Manner.OUT_OF_MEMORY ? 1 : 0;
    }

    @Override
    public CgroupUsage usage(AppName app) {
        return new CgroupUsage(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    @Override
    public Counters counters(AppName app) {
        return Counters.NONE;
    }

    @Override
    public Map<String, String> figures(AppName app) {
        return Map.of();
    }

    @Override
    public synchronized void remove(AppName app) throws IOException {
        if (isPopulated(app)) {
            throw new IOException("removing the cgroup of " + app + ": device or resource busy");
        }
        boxes.remove(app);
        marked.remove(app);
        limits.remove(app);
    }

    @Override
    public synchronized Set<AppName> existing() {
        return Set.copyOf(boxes.keySet());
    }

    @Override
    public synchronized boolean isOurs(AppName app) {
        return marked.contains(app);
    }

    @Override
    public String path(AppName app) {
        return "/sys/fs/cgroup/test/" + app;
    }

    @Override
    public void watch(RunId id) {}

    @Override
    public void started(RunId id, int mainPid) {
        boolean empty;
        synchronized (this) {
            told.put(id.app(), id);
            empty = !isPopulated(id.app());
        }
        if (empty) {
            listener.emptied(id);
        }
    }

    @Override
    public void adopt(RunId id, int mainPid) {
        started(id, mainPid);
    }

    @Override
    public ExitStatus exitOf(RunId id, Duration limit) {
        beforeCollect.getOrDefault(id.app(), () -> {}).run();
        return exitOf(id);
    }

    private synchronized ExitStatus exitOf(RunId id) {
        return Optional.ofNullable(boxes.get(id.app())).flatMap(Box::exit).orElse(ExitStatus.UNKNOWN);
    }

    @Override
    public Optional<ExitStatus> awaitChild(int pid, Duration limit) {
        return Optional.of(stopCommandExit);
    }

    @Override
    public synchronized void forget(RunId id) {
        told.remove(id.app(), id);
    }

    @Override
    public ProcessRef launch(LaunchOrder order, Handle entrance, Handle stdout, Handle stderr) throws LaunchRefused {
        AppName app = order.id().app();
        if (!order.command().equals(order.process().startCommand())) {
            return new ProcessRef(99, 99);
        }
        beforeLaunch.getOrDefault(app, () -> {}).run();
        if (manner(app) == Manner.CANNOT_BE_EXECUTED) {
            throw new LaunchRefused(LaunchFailure.permanent(LaunchStage.EXECUTE, "/bin/run: no such file"));
        }
        if (manner(app) == Manner.OUT_OF_MEMORY) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.SPAWN, "the process ended"));
        }
        if (manner(app) == Manner.LAUNCHER_HAS_A_BUG) {
            throw new IllegalStateException("bug in the launch of " + app);
        }
        ProcessRef main = spawn(app);
        if (manner(app) == Manner.DIES_AT_ONCE) {
            die(app, ExitStatus.exited(1));
        }
        return main;
    }

    private synchronized ProcessRef spawn(AppName app) {
        launches++;
        putProcess(app);
        return new ProcessRef(lastPid, lastPid);
    }

    @Override
    public Optional<ProcessRef> find(int pid) {
        return Optional.of(new ProcessRef(pid, pid));
    }

    @Override
    public Optional<ProcessRef> likelyMain(List<Integer> pids) {
        return pids.stream().findFirst().flatMap(this::find);
    }

    @Override
    public Optional<String> describe(int pid) {
        return Optional.empty();
    }
}
