package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.files.PathRefused;
import io.processmaster.daemon.adapter.posix.FileHandle;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.rotation.Recovery;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.port.LogRotation.Recovered;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Finishes or undoes what an earlier daemon left of a rotation. */
final class Recoveries {
    private static final int BLOCK_BYTES = 256 * 1024;

    private final Naming naming;
    private final Steps steps;

    Recoveries(Naming naming, Steps steps) {
        this.naming = naming;
        this.steps = steps;
    }

    /** Does so; the intent is no longer needed once this returns. Empty when there was nothing left to do. */
    Optional<Recovered> recover(Intent.Found found) throws IOException {
        Site site = found.intent().site();
        Optional<HeldDirectory> held = site.hold();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try (HeldDirectory directory = held.get()) {
            synchronized (naming.of(directory, site)) {
                return recover(found, directory, site);
            }
        }
    }

    private Optional<Recovered> recover(Intent.Found found, HeldDirectory directory, Site site) throws IOException {
        Intent intent = found.intent();
        Publication publication = new Publication(directory, site, steps);
        if (!publication.isThere(intent)) {
            // It has its name already, or its owner removed it.
            directory.sync();
            return Optional.empty();
        }
        try (FileHandle copy = directory
                .open(site.copyName())
                .orElseThrow(() -> new IOException(directory.pathOf(site.copyName()) + ": just vanished"))) {
            if (isToBeKept(found, directory, site, copy)) {
                return Optional.of(kept(publication.publish(intent, copy), directory, site));
            }
            directory.remove(site.copyName());
            return Optional.of(new Recovered(
                    false,
                    directory.pathOf(site.name())
                            + ": its rotation was cut short before the log was emptied, and is undone"));
        }
    }

    private static Recovered kept(Optional<RotatedName> name, HeldDirectory directory, Site site) {
        return new Recovered(
                true,
                directory.pathOf(site.name()) + ": its rotation was cut short after the log was emptied, and is done: "
                        + name.map(RotatedName::text).orElse("the copy was removed"));
    }

    private static boolean isToBeKept(Intent.Found found, HeldDirectory directory, Site site, FileHandle copy)
            throws IOException {
        long copied = FilePosix.status(copy).size();
        Optional<FileHandle> opened = log(directory, site);
        try {
            Optional<FileHandle> log = opened.isEmpty() ? opened : sameFile(opened.get(), found.intent());
            OptionalLong size = log.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(FilePosix.status(log.get()).size());
            return switch (Recovery.of(found.mark(), copied, size)) {
                case KEEP -> true;
                case DISCARD -> false;
                case COMPARE -> !startsWith(log.orElseThrow(), copy, copied);
            };
        } finally {
            opened.ifPresent(FileHandle::close);
        }
    }

    // Whoever exchanged the log meanwhile must not keep the copy from being dealt with.
    private static Optional<FileHandle> log(HeldDirectory directory, Site site) throws IOException {
        try {
            return directory.open(site.name());
        } catch (PathRefused exchanged) {
            return Optional.empty();
        }
    }

    private static Optional<FileHandle> sameFile(FileHandle log, Intent intent) throws IOException {
        FileStatus status = FilePosix.status(log);
        return Intent.FileId.of(status).equals(intent.log()) ? Optional.of(log) : Optional.empty();
    }

    private static boolean startsWith(FileHandle log, FileHandle copy, long length) throws IOException {
        byte[] left = new byte[BLOCK_BYTES];
        byte[] right = new byte[BLOCK_BYTES];
        long offset = 0;
        while (offset < length) {
            int want = (int) Math.min(BLOCK_BYTES, length - offset);
            int count =
                    Math.min(want, Math.min(FilePosix.read(log, left, offset), FilePosix.read(copy, right, offset)));
            if (count == 0 || Arrays.mismatch(left, 0, count, right, 0, count) >= 0) {
                return false;
            }
            offset += count;
        }
        return true;
    }
}
