package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.posix.FileChanges;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.core.rotation.Placement;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.port.LogRotation.Cut;
import io.processmaster.daemon.port.LogRotation.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The rotation of a log of which nothing is to be kept. */
final class Dropping implements Work {
    private final HeldDirectory directory;
    private final Site site;
    private final FileHandle log;
    private final Runnable ended;

    /** Takes over the handles; {@code ended} is told when this is closed. */
    Dropping(HeldDirectory directory, Site site, FileHandle log, Runnable ended) {
        this.directory = directory;
        this.site = site;
        this.log = log;
        this.ended = ended;
    }

    @Override
    public long copy() {
        return 0;
    }

    @Override
    public void prepare() {}

    @Override
    public long remaining() {
        return 0;
    }

    @Override
    public Cut cut() throws IOException {
        long size = FilePosix.status(log).size();
        FileChanges.truncate(log);
        return new Cut(size, Duration.ZERO, true);
    }

    @Override
    public Optional<RotatedName> publish() throws IOException {
        Site.Rotated rotated = site.rotated(directory);
        for (Placement.Step step : Placement.bySize(site.name(), rotated.files(), rotated.blocked(), 0)
                .steps()) {
            directory.remove(((Placement.Step.Delete) step).name());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        log.close();
        directory.close();
        ended.run();
    }
}
