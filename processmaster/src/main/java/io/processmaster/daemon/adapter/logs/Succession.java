package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.logs.RotatedFiles.Rotated;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.port.LogReader.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a rotation took out of a followed file before it was read.
 *
 * <p>A rotation copies the live file, truncates it and then gives the copy its name. It is noticed by the copy that is
 * made, of which the kernel tells before the truncation can have happened, or by a live file that is shorter than what
 * was read of it. The copy is recognised by the bytes before the place up to which the file was read.
 */
final class Succession {
    /** How many rotations are caught up with at once; what was written before them is told to be lost. */
    static final int MAX_BACK = 8;

    // Each may cost the inflation of a whole file.
    private static final int MAX_COMPRESSED = 2;

    private final Source source;
    private final Identity user;
    private final LogOpener opener;
    private Optional<Anchor> anchor = Optional.empty();
    private boolean suspected;

    Succession(Source source, Identity user, LogOpener opener) {
        this.source = source;
        this.user = user;
        this.opener = opener;
    }

    /** What became of the live file. */
    enum Finding {
        /** It is still the one that was read. */
        SAME,
        /** It was truncated; whatever had not been read is at hand. */
        FOLLOWED,
        /** It was truncated, and what had not been read is not to be found. */
        LOST
    }

    /** A rotated file has got a new name, so the live file may be another one soon. */
    void suspect() {
        suspected = true;
    }

    /** Whether {@link #look} must be asked before what was read is believed. */
    boolean isSuspected() {
        return suspected;
    }

    /** Remembers which rotated file is the newest. */
    void settle() throws IOException {
        List<Rotated> open = open(1);
        try {
            anchor = first(open);
        } finally {
            open.forEach(Rotated::close);
        }
    }

    /** Remembers which one was. */
    void settle(Snapshot snapshot) throws IOException {
        anchor = first(snapshot.newest().stream().toList());
    }

    /** The rotated files as they are now; empty when there are none to be seen. */
    Optional<RotatedFiles> files() {
        try {
            return opener.rotated(source.app(), user, source.file());
        } catch (IOException notViewable) {
            return Optional.empty();
        }
    }

    /**
     * Looks what became of {@code live}.
     *
     * @param offset up to where it was read
     * @param context the bytes before {@code offset}, as they were read
     * @param missed gets what was not read, oldest first
     */
    Finding look(Opened live, long offset, byte[] context, List<Remainder> missed) throws IOException {
        suspected = false;
        // One more, to see whether there were more.
        List<Rotated> open = open(MAX_BACK + 1);
        Set<Rotated> unused = new LinkedHashSet<>(open);
        try {
            int known = known(open);
            if (isStill(open, known, live, offset, context)) {
                return Finding.SAME;
            }
            if (!open.isEmpty() && Fresh.isCopy(open.get(0), live)) {
                // What it holds is still in the live file, and is going to be read there.
                open.remove(0);
                suspected = true;
                known = known(open);
            }
            anchor = first(open);
            boolean found = take(open, known, offset, context, missed, unused);
            boolean whole = found ? offset > 0 || known <= MAX_BACK : known == 0;
            return whole ? Finding.FOLLOWED : Finding.LOST;
        } finally {
            unused.forEach(Rotated::close);
        }
    }

    private boolean isStill(List<Rotated> open, int known, Opened live, long offset, byte[] context)
            throws IOException {
        long size = FilePosix.status(live.handle()).size();
        boolean same = size >= offset
                && Arrays.equals(FileWindow.read(live.handle(), offset - context.length, offset), context);
        // A file that was renamed is read to its end under its new name.
        boolean renamed = open.stream().anyMatch(file -> file.file().status().sameFileAs(live.status()));
        if (same && !renamed && known >= 1) {
            Rotated copy = open.get(known - 1);
            if (Fresh.isCopy(copy, live)) {
                // Not truncated yet: the next look will tell.
                suspected = true;
                return true;
            }
            same = offset > 0
                    && (copy.name().compressed()
                            || FilePosix.status(copy.file().handle()).size() <= size);
        }
        if (same) {
            anchor = first(open);
        }
        return same;
    }

    private static boolean take(
            List<Rotated> open, int known, long offset, byte[] context, List<Remainder> missed, Set<Rotated> unused) {
        Set<Integer> candidates = new LinkedHashSet<>();
        if (known >= 1) {
            candidates.add(known - 1);
        }
        // When none is newer than the one remembered, that one may have been remembered while it was being copied.
        int end = known == 0 ? Math.min(1, open.size()) : open.size();
        for (int i = 0; i < end && offset > 0; i++) {
            candidates.add(i);
        }
        int compressed = 0;
        for (int candidate : candidates) {
            Rotated file = open.get(candidate);
            if (file.name().compressed() && ++compressed > MAX_COMPRESSED) {
                continue;
            }
            Optional<Remainder> rest = Remainder.of(file, offset, context);
            if (rest.isPresent()) {
                missed.add(rest.get());
                unused.remove(file);
                for (int newer = candidate - 1; newer >= 0; newer--) {
                    Optional<Remainder> whole = Remainder.of(open.get(newer), 0, new byte[0]);
                    whole.ifPresent(missed::add);
                    unused.remove(open.get(newer));
                }
                return true;
            }
        }
        // Of a file that was empty when it was last looked at, nobody can tell whether there was ever more in it.
        return offset == 0;
    }

    /** How many files are newer than the one remembered, judged by time when that one is gone. */
    private int known(List<Rotated> open) {
        if (anchor.isEmpty()) {
            return open.size();
        }
        for (int i = 0; i < open.size(); i++) {
            if (anchor.get().is(open.get(i))) {
                return i;
            }
        }
        int newer = 0;
        while (newer < open.size() && anchor.get().isBefore(open.get(newer))) {
            newer++;
        }
        return newer;
    }

    private List<Rotated> open(int most) {
        Optional<RotatedFiles> files = files();
        if (files.isEmpty()) {
            return new ArrayList<>();
        }
        try (RotatedFiles beside = files.get()) {
            return beside.openNewest(most);
        } catch (IOException notViewable) {
            return new ArrayList<>();
        }
    }

    private static Optional<Anchor> first(List<Rotated> open) throws IOException {
        return open.isEmpty() ? Optional.empty() : Optional.of(Anchor.of(open.get(0)));
    }

    /** The newest rotated file when it was last looked at; it may have been compressed or removed since. */
    private record Anchor(FileStatus status, boolean pending) {
        // A copy may have been written to since it was opened, and its time is what it is known by later.
        static Anchor of(Rotated rotated) throws IOException {
            return new Anchor(FilePosix.status(rotated.file().handle()), rotated.pending());
        }

        // Compression makes another file of it, but keeps the time; of a removed one, the number may be used again.
        boolean is(Rotated rotated) {
            FileStatus other = rotated.file().status();
            boolean sameTime = status.modified().equals(other.modified());
            return status.sameFileAs(other)
                    ? pending || sameTime
                    : sameTime && rotated.name().compressed();
        }

        boolean isBefore(Rotated rotated) {
            return status.modified().isBefore(rotated.file().status().modified());
        }
    }
}
