package io.processmaster.daemon.adapter.rotation;

import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.RotationSpec;
import io.processmaster.daemon.adapter.disk.StateDirectory;
import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.files.Place;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.rotation.RotationRule;
import io.processmaster.daemon.port.Accounts;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.LogRotation;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Rotates logs on the disks of this host. */
public final class DiskRotation implements LogRotation, Closeable {
    private final Accounts accounts;
    private final FileRotation.Tools tools;
    private final LogActivity activity;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Set<AppName> rotating = ConcurrentHashMap.newKeySet();
    private final Naming naming = new Naming();
    private final Map<AppName, Object> recovering = new ConcurrentHashMap<>();

    private DiskRotation(Accounts accounts, FileRotation.Tools tools, LogActivity activity) {
        this.accounts = accounts;
        this.tools = tools;
        this.activity = activity;
    }

    /**
     * Starts the thread that waits for logs to be written.
     *
     * @param state where rotations under way are written down
     * @param shell a POSIX shell
     */
    public static DiskRotation open(
            Accounts accounts, CgroupTree cgroups, KernelWatch kernel, StateDirectory state, String shell)
            throws IOException {
        return open(accounts, cgroups, kernel, state, shell, Steps.NONE);
    }

    static DiskRotation open(
            Accounts accounts, CgroupTree cgroups, KernelWatch kernel, StateDirectory state, String shell, Steps steps)
            throws IOException {
        FileRotation.Tools tools = new FileRotation.Tools(cgroups, kernel, Intents.open(state), shell, steps);
        return new DiskRotation(accounts, tools, LogActivity.start());
    }

    @Override
    public List<Log> logsOf(AppSpec spec) {
        Set<String> paths = new LinkedHashSet<>();
        List<Log> logs = new ArrayList<>();
        for (String declared : Site.own(spec.logs())) {
            try {
                Place place = Place.of(spec.process().workingDirectory(), declared);
                if (paths.add(place.absolute())) {
                    logs.add(new Log(spec, declared, place.absolute()));
                }
            } catch (PathRefused leadsNowhere) {
                // The launch of the app says so.
            }
        }
        return logs;
    }

    @Override
    public Optional<Look> look(Log log) throws IOException {
        return named(log, file -> {
            FileStatus status = FilePosix.status(file);
            return new Look(status.size(), status.modified());
        });
    }

    @Override
    public boolean watch(Log log, Runnable written) throws IOException {
        return named(log, file -> {
                    activity.once(file, new Waiting(log.app().name(), log.path()), written);
                    return log;
                })
                .isPresent();
    }

    private record Waiting(AppName app, String path) {
        // By hand, as the key of a map that is asked at each look.
        @Override
        public boolean equals(Object other) {
            return other instanceof Waiting waiting && path.equals(waiting.path) && app.equals(waiting.app);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }
    }

    private <T> Optional<T> named(Log log, Question<T> question) throws IOException {
        Site site;
        try {
            site = site(log);
        } catch (PathRefused nobody) {
            // Without a user the app does not start either, and its launch says why.
            return Optional.empty();
        }
        Optional<HeldDirectory> held = site.hold();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try (HeldDirectory directory = held.get()) {
            Optional<FileHandle> found = directory.find(site.name());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (FileHandle file = found.get()) {
                return Optional.of(question.ask(file));
            }
        }
    }

    @Override
    public Work begin(Log log, LocalDateTime time) throws IOException {
        AppName app = log.app().name();
        // In one step, or a lane that asks in between would take what is under way for an earlier daemon's.
        boolean added;
        synchronized (recovering(app)) {
            recover(app);
            added = rotating.add(app);
        }
        boolean begun = false;
        try {
            Work work = beginRecovered(log, time);
            begun = true;
            return work;
        } finally {
            if (!begun && added) {
                rotating.remove(app);
            }
        }
    }

    private Work beginRecovered(Log log, LocalDateTime time) throws IOException {
        Site site = site(log);
        HeldDirectory directory = hold(site);
        Optional<FileHandle> file = Optional.empty();
        String key = Naming.key(directory, site);
        boolean entered = false;
        boolean begun = false;
        try {
            file = directory.open(site.name());
            FileHandle opened =
                    file.orElseThrow(() -> new PathRefused(directory.pathOf(site.name()) + ": no such file"));
            entered = underWay.add(key);
            if (!entered) {
                throw new IOException(directory.pathOf(site.name()) + ": another app is rotating it (try again)");
            }
            Work work = begin(log, time, site, directory, opened, () -> {
                rotating.remove(log.app().name());
                underWay.remove(key);
            });
            begun = true;
            return work;
        } finally {
            if (!begun) {
                file.ifPresent(FileHandle::close);
                directory.close();
                if (entered) {
                    underWay.remove(key);
                }
            }
        }
    }

    private Work begin(Log log, LocalDateTime time, Site site, HeldDirectory directory, FileHandle file, Runnable ended)
            throws IOException {
        RotationSpec rule = log.app().logs().rotation();
        if (rule.mode() == RotationSpec.Mode.SIZE && rule.backups() == 0) {
            return new Dropping(directory, site, file, ended);
        }
        removeStale(directory, site);
        FileHandle copy = directory.create(site.copyName());
        boolean begun = false;
        try {
            tools.steps().done(Steps.Step.CREATED);
            FileStatus status = FilePosix.status(file);
            Intent intent = new Intent(
                    log.app().process().workingDirectory(),
                    log.declared(),
                    site.user().uid(),
                    site.user().gid(),
                    site.others(),
                    rule.mode(),
                    rule.backups(),
                    time,
                    Intent.FileId.of(status),
                    Intent.FileId.of(FilePosix.status(copy)),
                    Intent.Dress.of(status));
            Work work = new FileRotation(
                    tools, log.app().name(), directory, site, file, copy, intent, naming.of(directory, site), ended);
            begun = true;
            return work;
        } finally {
            if (!begun) {
                copy.close();
            }
        }
    }

    /** What lies where the copy is to be made is of no use, unless it is the unfinished rotation of another app. */
    private void removeStale(HeldDirectory directory, Site site) throws IOException {
        Optional<FileStatus> stale = directory.look(site.copyName());
        if (stale.isEmpty()) {
            return;
        }
        Intent.FileId id = Intent.FileId.of(stale.get());
        for (AppName app : tools.intents().apps()) {
            if (tools.intents()
                    .read(app)
                    .filter(f -> f.intent().copy().equals(id))
                    .isPresent()) {
                throw new IOException(directory.pathOf(site.copyName()) + ": " + app + " has not finished rotating it");
            }
        }
        directory.remove(site.copyName());
    }

    @Override
    public Set<AppName> unfinished() throws IOException {
        return tools.intents().apps();
    }

    @Override
    public Optional<Recovered> recover(AppName app) throws IOException {
        // Asked by whoever comes first: the app's lane when it is adopted, or the first look at its logs.
        // One app's may take minutes, when a long copy has to be compared; the others do not wait for it.
        synchronized (recovering(app)) {
            // A lane that was busy asks late: what the app has under way by then is no earlier daemon's.
            Optional<Intent.Found> found =
                    rotating.contains(app) ? Optional.empty() : tools.intents().readSettled(app);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Optional<Recovered> recovered = new Recoveries(naming, tools.steps()).recover(found.get());
            tools.intents().remove(app);
            return recovered;
        }
    }

    private Object recovering(AppName app) {
        return recovering.computeIfAbsent(app, any -> new Object());
    }

    @Override
    public boolean compressNext(Log log) throws IOException {
        FileChanges.giveWay();
        Site site = site(log);
        try (HeldDirectory directory = hold(site)) {
            return new Compression(directory, site, naming.of(directory, site), tools.steps()).next();
        }
    }

    @Override
    public int deleteExpired(Log log, Instant now) throws IOException {
        RotationSpec rule = log.app().logs().rotation();
        if (rule.mode() != RotationSpec.Mode.TIME) {
            return 0;
        }
        Site site = site(log);
        Optional<HeldDirectory> held = site.hold();
        if (held.isEmpty()) {
            return 0;
        }
        int deleted = 0;
        try (HeldDirectory directory = held.get()) {
            synchronized (naming.of(directory, site)) {
                for (RotatedName name : site.rotated(directory).files()) {
                    Optional<FileStatus> status = directory.look(name.text());
                    if (status.isPresent()
                            && RotationRule.isExpired(rule, status.get().modified(), now)) {
                        directory.remove(name.text());
                        deleted++;
                    }
                }
            }
        }
        return deleted;
    }

    private Site site(Log log) throws IOException {
        try {
            return Site.of(
                    log.app(), log.declared(), accounts.identityOf(log.app().process()));
        } catch (LaunchRefused refused) {
            throw new PathRefused(refused.failure().reason());
        }
    }

    private static HeldDirectory hold(Site site) throws IOException {
        return site.hold().orElseThrow(() -> new PathRefused(site.place().absolute() + ": no such directory"));
    }

    @Override
    public void close() {
        activity.close();
    }

    private interface Question<T> {
        T ask(FileHandle file) throws IOException;
    }
}
