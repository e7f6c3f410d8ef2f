package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.adapter.rotation.Steps.Step;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.Handle;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.LogRotation.Cut;
import io.processmaster.daemon.port.LogRotation.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One rotation of one file. Whatever is done, is done to the open log, and to names in its open directory. */
final class FileRotation implements Work {
    /** How long an app may take to stand still before its log is rotated while it runs. */
    static final Duration FREEZE_LIMIT = Duration.ofMillis(500);

    private static final int MAX_ROUNDS = 8;

    /**
     * What a rotation needs besides its files.
     *
     * @param shell for the guard
     */
    record Tools(CgroupTree cgroups, KernelWatch kernel, Intents intents, String shell, Steps steps) {}

    private final Tools tools;
    private final AppName app;
    private final HeldDirectory directory;
    private final Site site;
    private final FileHandle log;
    private final FileHandle copy;
    private final Intent intent;
    private final Object naming;
    private final Runnable ended;
    private final Copying copying;
    private boolean recorded;
    private boolean truncated;
    private boolean published;

    /**
     * Takes over the handles.
     *
     * @param naming held while names in the directory change
     * @param ended told when this is closed
     */
    FileRotation(
            Tools tools,
            AppName app,
            HeldDirectory directory,
            Site site,
            FileHandle log,
            FileHandle copy,
            Intent intent,
            Object naming,
            Runnable ended) {
        this.tools = tools;
        this.app = app;
        this.directory = directory;
        this.site = site;
        this.log = log;
        this.copy = copy;
        this.intent = intent;
        this.naming = naming;
        this.ended = ended;
        this.copying = new Copying(log, copy);
    }

    @Override
    public long copy() throws IOException {
        long count = copying.upTo(FilePosix.status(log).size());
        tools.steps().done(Step.COPIED);
        return count;
    }

    @Override
    public void prepare() throws IOException {
        FileChanges.sync(copy);
        if (!recorded) {
            tools.intents().write(app, intent);
            recorded = true;
            tools.steps().done(Step.RECORDED);
        }
    }

    @Override
    public long remaining() throws IOException {
        return FilePosix.status(log).size() - copying.copied();
    }

    @Override
    public Cut cut() throws IOException {
        CgroupTree cgroups = tools.cgroups();
        try (FileHandle mark = tools.intents().openForMark(app)) {
            if (!cgroups.isPopulated(app)) {
                return empty(mark, Duration.ZERO, true);
            }
            if (cgroups.isFreezeWanted(app)) {
                // A person paused it: it stands still already, and goes on doing so.
                return empty(mark, Duration.ZERO, cgroups.awaitFrozen(app, FREEZE_LIMIT));
            }
            try (Handle freezer = cgroups.freezer(app);
                    Guard guard = Guard.start(tools.shell(), tools.kernel(), log, mark, freezer)) {
                tools.steps().done(Step.GUARDED);
                return frozen(mark, guard);
            }
        }
    }

    private Cut frozen(FileHandle mark, Guard guard) throws IOException {
        long began = System.nanoTime();
        boolean frozen;
        boolean held = true;
        try {
            tools.cgroups().freeze(app, true);
            frozen = tools.cgroups().awaitFrozen(app, FREEZE_LIMIT);
            tools.steps().done(Step.FROZEN);
            if (frozen) {
                held = empty(mark, Optional.of(guard));
            }
        } catch (IOException | RuntimeException e) {
            letGo(guard);
            throw e;
        }
        letGo(guard);
        Duration pause = Duration.ofNanos(System.nanoTime() - began);
        return frozen ? new Cut(copying.copied(), pause, held) : empty(mark, pause, false);
    }

    private void letGo(Guard guard) throws IOException {
        tools.cgroups().freeze(app, false);
        tools.steps().done(Step.THAWED);
        guard.release();
        tools.steps().done(Step.RELEASED);
    }

    private Cut empty(FileHandle mark, Duration pause, boolean frozen) throws IOException {
        empty(mark, Optional.empty());
        return new Cut(copying.copied(), pause, frozen);
    }

    /**
     * Copies the rest and empties the log; when it throws, the log is as it was.
     *
     * @return false when the guard let the app go on while the log was being emptied
     */
    private boolean empty(FileHandle mark, Optional<Guard> guard) throws IOException {
        copyRest();
        tools.steps().done(Step.COMPLETED);
        FileChanges.changeModified(copy, FilePosix.status(log).modified());
        FileChanges.syncContent(copy);
        tools.steps().done(Step.SYNCED);
        // Somebody outside of the app's cgroup may write to it as well.
        copyRest();
        if (guard.isPresent() && guard.get().hasActed()) {
            throw new IOException(directory.pathOf(site.name()) + ": the disk or the daemon took longer than "
                    + Guard.LIMIT.toSeconds()
                    + " s while the app stood still, so the app was let go and nothing was rotated");
        }
        FileChanges.truncate(log);
        truncated = true;
        tools.steps().done(Step.TRUNCATED);
        if (guard.isPresent() && guard.get().hasActed()) {
            // It may have looked before the log was emptied; without its word, the content tells.
            tools.intents().write(app, intent);
            return false;
        }
        try {
            Intents.markTruncated(mark);
        } catch (IOException unmarked) {
            // Only a crash before the copy has its name would need it, and sizes tell nearly as well.
            return true;
        }
        tools.steps().done(Step.MARKED);
        return true;
    }

    private void copyRest() throws IOException {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            FileStatus status = FilePosix.status(log);
            if (status.links() > 1) {
                throw new PathRefused(directory.pathOf(site.name()) + ": has " + status.links()
                        + " links by now, so it may be somebody else's file (remove it)");
            }
            if (status.size() < copying.copied()) {
                throw new IOException(directory.pathOf(site.name()) + ": somebody else truncated it meanwhile");
            }
            if (status.size() == copying.copied() || copying.upTo(status.size()) == 0) {
                return;
            }
        }
    }

    @Override
    public Optional<RotatedName> publish() throws IOException {
        synchronized (naming) {
            Optional<RotatedName> name = new Publication(directory, site, tools.steps()).publish(intent, copy);
            tools.intents().remove(app);
            published = true;
            tools.steps().done(Step.FORGOTTEN);
            return name;
        }
    }

    @Override
    public void close() {
        try {
            if (!truncated && !published) {
                discard();
            }
        } finally {
            log.close();
            copy.close();
            directory.close();
            ended.run();
        }
    }

    private void discard() {
        try {
            if (new Publication(directory, site, tools.steps()).isThere(intent)) {
                directory.remove(site.copyName());
            }
            tools.intents().remove(app);
        } catch (IOException later) {
            // The next rotation of the app finds it, and throws it away.
            published = false;
        }
    }
}
