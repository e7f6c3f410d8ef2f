package io.processmaster.daemon.engine;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.run.RunRecord;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.RunHistory;
import io.processmaster.daemon.port.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A disk in memory: log files that are always empty, the history of runs, and the state, which can be made to fail. */
final class FakeFiles implements LogFiles, RunHistory, StateStore {
    private static final Handle NO_HANDLE = new Handle() {
        @Override
        public int fd() {
            return -1;
        }

        @Override
        public void close() {}
    };

    private final Map<AppName, List<RunRecord>> runs = new ConcurrentHashMap<>();
    private volatile Optional<SavedFleet> saved = Optional.empty();
    volatile boolean full;
    /** Done by whoever writes a run, before it is written. */
    volatile Runnable beforeRun = () -> {};

    volatile boolean broken;

    /** What is on the disk of one app. */
    Optional<SavedApp> saved(AppName app) {
        return saved.flatMap(
                fleet -> fleet.apps().stream().filter(a -> a.name().equals(app)).findFirst());
    }

    /** The state is lost, the history is not. */
    void lose() {
        saved = Optional.empty();
    }

    @Override
    public Handle openForAppend(AppSpec spec, Identity identity, Stream stream) {
        return NO_HANDLE;
    }

    @Override
    public List<String> stderrTail(AppSpec spec, long from, int most) {
        return List.of();
    }

    @Override
    public long size(Handle log) {
        return 0;
    }

    @Override
    public List<LogFile> list(AppSpec spec) {
        return List.of();
    }

    @Override
    public Handle openForRead(AppSpec spec, LogFile file) {
        return NO_HANDLE;
    }

    @Override
    public void append(AppName app, RunRecord run) {
        beforeRun.run();
        runs.computeIfAbsent(app, name -> new CopyOnWriteArrayList<>()).add(run);
    }

    @Override
    public List<RunRecord> newest(AppName app, int n) {
        List<RunRecord> all = new ArrayList<>(runs.getOrDefault(app, List.of()));
        Collections.reverse(all);
        return all.subList(0, Math.min(n, all.size()));
    }

    @Override
    public Optional<RunRecord> last(AppName app) {
        return newest(app, 1).stream().findFirst();
    }

    @Override
    public Loaded load() {
        return new Loaded(saved, Optional.empty());
    }

    @Override
    public void save(SavedFleet fleet) throws IOException {
        if (full) {
            throw new IOException("writing state.json: no space left on device");
        }
        if (broken) {
            throw new IllegalStateException("bug in saving");
        }
        saved = Optional.of(fleet);
    }
}
