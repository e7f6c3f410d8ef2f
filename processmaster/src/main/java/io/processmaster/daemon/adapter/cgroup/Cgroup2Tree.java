package io.processmaster.daemon.adapter.cgroup;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.ResourceSpec;
import io.processmaster.common.units.Signal;
import io.processmaster.daemon.adapter.posix.Descriptor;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.core.usage.Counters;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.CgroupUsage;
import io.processmaster.daemon.port.Handle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The cgroups of the apps as directories directly below the master cgroup. */
public final class Cgroup2Tree implements CgroupTree {
    private static final String FREEZE = "cgroup.freeze";
    private static final int MOST_NAMED = 10;
    private static final int MOST_EVENT_BYTES = 256;

    private final Cgroup master;
    private final Controllers controllers;
    private final OwnerMark mark;
    private volatile CounterFiles counters;

    /**
     * Those below {@code master}, which was prepared.
     *
     * @param stateDirectory of the daemon, links resolved; tells its cgroups from those of others
     */
    public Cgroup2Tree(MasterCgroup master, Path stateDirectory) {
        this.mark = new OwnerMark(stateDirectory);
        this.master = new Cgroup(master.path());
        this.controllers = new Controllers(new Cgroup(master.root()));
    }

    @Override
    public void create(AppName app, ResourceSpec limits) throws LaunchRefused {
        Cgroup cgroup = at(app);
        List<LimitFile> files = LimitFile.of(limits);
        try {
            makeAfresh(cgroup);
        } catch (IOException e) {
            throw new LaunchRefused(LaunchFailure.passing(LaunchStage.CGROUP, e.getMessage()));
        }
        try {
            Optional<String> problem = problemWith(files);
            if (problem.isPresent()) {
                throw new LaunchRefused(LaunchFailure.permanent(LaunchStage.LIMITS, problem.get()));
            }
            Controllers.write(files, cgroup);
        } catch (IOException e) {
            undo(cgroup, e);
            throw new LaunchRefused(LaunchFailure.permanent(LaunchStage.LIMITS, e.getMessage()));
        } catch (LaunchRefused e) {
            undo(cgroup, e);
            throw e;
        }
    }

    private void makeAfresh(Cgroup cgroup) throws IOException {
        try {
            make(cgroup);
        } catch (FileAlreadyExistsException e) {
            if (cgroup.isPopulated()) {
                List<Integer> pids = cgroup.pids().stream().limit(MOST_NAMED).toList();
                throw new IOException("create " + cgroup + ": an earlier run still has processes " + pids, e);
            }
            Removal.remove(cgroup);
            make(cgroup);
        }
        // Before anybody can be in it, so that no process is ever in one of ours without the mark.
        mark.put(cgroup);
    }

    private static void make(Cgroup cgroup) throws IOException {
        try {
            Files.createDirectory(cgroup.path());
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "create " + cgroup + ": somebody removed the master cgroup (restart the daemon, which makes it)",
                    e);
        } catch (IOException e) {
            throw new IOException("create " + cgroup + ": " + Cgroup.reason(e), e);
        }
    }

    private Optional<String> problemWith(List<LimitFile> files) throws IOException {
        Optional<String> problem = controllers.problemWith(files, master);
        if (problem.isEmpty()) {
            return problem;
        }
        // Somebody may have turned a controller off, or a new one may have come, since the daemon started.
        controllers.enableBelow(master);
        counters = null;
        return controllers.problemWith(files, master);
    }

    private static void undo(Cgroup cgroup, Exception problem) {
        try {
            Removal.remove(cgroup);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    @Override
    public void apply(AppName app, ResourceSpec limits) throws IOException {
        Cgroup cgroup = at(app);
        if (!cgroup.exists()) {
            return;
        }
        List<LimitFile> files = LimitFile.of(limits);
        Optional<String> problem = problemWith(files);
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        Controllers.write(files, cgroup);
    }

    @Override
    public Handle entrance(AppName app) throws IOException {
        return Descriptor.openPlace(at(app).path().toString());
    }

    @Override
    public boolean isPopulated(AppName app) throws IOException {
        return at(app).isPopulated();
    }

    @Override
    public List<Integer> pids(AppName app) throws IOException {
        return List.copyOf(at(app).pids());
    }

    @Override
    public int signal(AppName app, Signal signal) throws IOException {
        return new Members(at(app)).signal(signal);
    }

    @Override
    public int kill(AppName app) throws IOException {
        return Killing.kill(at(app));
    }

    @Override
    public void freeze(AppName app, boolean frozen) throws IOException {
        at(app).write(FREEZE, frozen ? "1" : "0");
    }

    @Override
    public boolean isFreezeWanted(AppName app) throws IOException {
        return at(app).read(FREEZE).filter(text -> text.strip().equals("1")).isPresent();
    }

    @Override
    public boolean awaitFrozen(AppName app, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        byte[] text = new byte[MOST_EVENT_BYTES];
        try (Descriptor events =
                Descriptor.openRead(at(app).path().resolve("cgroup.events").toString())) {
            while (true) {
                int size = events.readFromStart(text);
                if (new String(text, 0, size, StandardCharsets.US_ASCII).contains("frozen 1")) {
                    return true;
                }
                if (!events.awaitChange((end - System.nanoTime()) / 1_000_000)) {
                    return false;
                }
            }
        }
    }

    @Override
    public Handle freezer(AppName app) throws IOException {
        return Descriptor.openWrite(at(app).path().resolve(FREEZE).toString());
    }

    @Override
    public long oomKills(AppName app) throws IOException {
        return at(app).read("memory.events")
                .flatMap(events -> Cgroup.field(events, "oom_kill"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    @Override
    public CgroupUsage usage(AppName app) throws IOException {
        return counterFiles().usage(at(app));
    }

    @Override
    public Counters counters(AppName app) throws IOException {
        return counterFiles().of(at(app));
    }

    private CounterFiles counterFiles() throws IOException {
        CounterFiles known = counters;
        if (known == null) {
            // The daemon enabled them when it prepared the cgroup; nobody else should change that.
            known = new CounterFiles(master.words("cgroup.subtree_control"));
            counters = known;
        }
        return known;
    }

    @Override
    public Map<String, String> figures(AppName app) throws IOException {
        return Usage.figures(at(app));
    }

    @Override
    public void remove(AppName app) throws IOException {
        Removal.remove(at(app));
    }

    @Override
    public Set<AppName> existing() throws IOException {
        Set<AppName> names = new TreeSet<>();
        for (Cgroup child : master.children()) {
            AppName.parse(child.path().getFileName().toString()).ifPresent(names::add);
        }
        return names;
    }

    @Override
    public boolean isOurs(AppName app) throws IOException {
        return mark.isOn(at(app));
    }

    @Override
    public String path(AppName app) {
        return at(app).toString();
    }

    private Cgroup at(AppName app) {
        Cgroup cgroup = master.child(app.text());
        if (!cgroup.path().normalize().getParent().equals(master.path())) {
            throw new IllegalStateException(cgroup + " is not directly below " + master);
        }
        return cgroup;
    }
}
