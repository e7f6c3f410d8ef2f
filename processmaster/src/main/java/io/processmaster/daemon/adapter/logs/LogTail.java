package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.logs.RotatedFiles.Rotated;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.rotation.RotatedName;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last lines of a log: of the live file, and of rotated ones as far back as it takes. */
final class LogTail {
    /** How much of one log, live and rotated files together, is looked at; compressed files count uncompressed. */
    static final long MAX_BYTES = 128L * 1024 * 1024;

    /** After this time no older piece is begun. */
    static final Duration MAX_TIME = Duration.ofSeconds(5);

    // What is shown of one log is bounded as what is shown of one file.
    private static final int MAX_CHARACTERS = FileTail.MAX_BYTES;
    private static final int SLICE_BYTES = 4 * 1024 * 1024;
    private static final int BLOCK_BYTES = 64 * 1024;

    private final Wanted wanted;
    private final ZoneId zone;
    private final TimeSource time;
    private final Moment deadline;
    private final Deque<Passing> pieces = new ArrayDeque<>();
    private final Set<String> notices = new LinkedHashSet<>();
    private long looked;
    private int count;
    private int characters;
    private boolean done;
    private boolean moved;

    /**
     * What to show.
     *
     * @param most lines at the most
     * @param since only from the first line that begins with this time or a later one
     * @param search only lines in which it finds something
     */
    record Wanted(int most, Optional<Instant> since, Optional<BoundedSearch> search) {
        boolean matches(String line) throws BoundedSearch.GivenUp {
            return search.isEmpty() || search.get().finds(line);
        }

        boolean isFiltered() {
            return since.isPresent() || search.isPresent();
        }
    }

    /** Looks for {@code wanted}; {@code zone} is that of times in lines that name none. */
    LogTail(Wanted wanted, ZoneId zone, TimeSource time) {
        this.wanted = wanted;
        this.zone = zone;
        this.time = time;
        deadline = time.now().plus(MAX_TIME);
        done = wanted.most() <= 0;
    }

    /**
     * Takes lines that were read already, the newest of the log; what follows must be older.
     *
     * @param enough whether nothing older is wanted
     */
    void lines(List<String> newest, boolean enough) {
        Passing piece = new Passing(wanted, new LeadingTime(zone, time.now().wall()), MAX_CHARACTERS);
        fill(piece, () -> piece.add(newest));
        done |= enough;
    }

    /** Looks at the first {@code size} bytes of the live file. */
    void live(Opened file, long size) throws IOException {
        plain(file, size);
    }

    /**
     * Looks at rotated files, the newest first, until there is enough.
     *
     * @param live the file that they were rotated from
     */
    void rotated(RotatedFiles files, Opened live) throws IOException {
        if (done) {
            return;
        }
        List<FileStatus> shown = new ArrayList<>();
        Optional<Rotated> pending = files.pending();
        if (pending.isPresent()) {
            try (Rotated copy = pending.get()) {
                shown.add(copy.file().status());
                // Before the live file is emptied, everything in the copy is still in there.
                if (!Fresh.isCopy(copy, live)) {
                    rotated(copy);
                }
            }
        }
        for (RotatedName name : files.list()) {
            if (done) {
                return;
            }
            try {
                Optional<Rotated> opened = files.open(name);
                moved |= opened.isEmpty();
                if (opened.isPresent()) {
                    try (Rotated rotated = opened.get()) {
                        rotated(rotated, shown);
                    }
                }
            } catch (IOException notViewable) {
                notices.add(notViewable.getMessage());
            }
        }
    }

    // One that was shown already has got another name since.
    private void rotated(Rotated rotated, List<FileStatus> shown) throws IOException {
        FileStatus status = rotated.file().status();
        boolean again = shown.stream().anyMatch(status::sameFileAs);
        moved |= again;
        if (!again) {
            shown.add(status);
            rotated(rotated);
        }
    }

    /** Whether rotated files were renamed while they were looked at, so that one may have been passed over. */
    boolean isMoved() {
        return moved;
    }

    private void rotated(Rotated rotated) throws IOException {
        if (rotated.name().compressed()) {
            try {
                compressed(rotated.file());
            } catch (IOException unreadable) {
                notices.add(rotated.name().text() + ": " + unreadable.getMessage() + ", so lines of it are not shown");
            }
        } else {
            plain(rotated.file(), FilePosix.status(rotated.file().handle()).size());
        }
    }

    /** What the reader should know; empty for nothing. */
    Optional<String> notice() {
        return notices.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notices));
    }

    /** The lines, oldest first. */
    List<String> result() {
        Stitching stitching = new Stitching(wanted);
        if (pieces.isEmpty()) {
            return List.of();
        }
        for (Passing piece : pieces) {
            stitching.add(piece);
        }
        List<String> lines = stitching.end(pieces.getLast());
        if (wanted.since().isPresent() && !stitching.isTimed()) {
            notices.add("since: no line of it begins with a time, so all lines are shown");
        }
        return lines;
    }

    private void plain(Opened file, long size) throws IOException {
        if (!wanted.isFiltered()) {
            // One more, for the last one may only be the beginning of a line that goes on.
            slice(file, FileTail.lines(file.handle(), size, wanted.most() - count + 1), size);
            return;
        }
        long end = size;
        while (end > 0 && !done) {
            FileTail slice = FileTail.slice(file.handle(), Math.max(0, end - SLICE_BYTES), end);
            slice(file, slice, end);
            end = slice.start();
        }
    }

    private void slice(Opened file, FileTail slice, long end) throws IOException {
        if (done || slice.start() >= end) {
            return;
        }
        if (!mayGoOn()) {
            return;
        }
        Passing piece = piece(file);
        LogLines splitter = slice.splitter();
        fill(piece, () -> {
            slice.read(file.handle(), end, splitter, piece::add);
            piece.end(splitter.flush());
        });
        looked += end - slice.start();
        done |= !wanted.isFiltered() && slice.start() > 0;
    }

    private void compressed(Opened file) throws IOException {
        if (!mayGoOn()) {
            return;
        }
        try (Inflation inflation = new Inflation(file.handle(), MAX_BYTES)) {
            if (wanted.isFiltered()) {
                filtered(file, inflation);
            } else {
                last(file, inflation);
            }
        }
    }

    private void filtered(Opened file, Inflation inflation) throws IOException {
        Passing piece = piece(file);
        LogLines splitter = new LogLines(false);
        fill(piece, () -> {
            byte[] block = new byte[BLOCK_BYTES];
            for (int count = next(inflation, block); count > 0; count = next(inflation, block)) {
                piece.add(splitter.add(block, count));
            }
            piece.end(splitter.flush());
        });
    }

    private void last(Opened file, Inflation inflation) throws IOException {
        LastBytes last = new LastBytes(FileTail.MAX_BYTES);
        byte[] block = new byte[BLOCK_BYTES];
        for (int count = next(inflation, block); count > 0; count = next(inflation, block)) {
            last.add(block, count);
        }
        Passing piece = piece(file);
        LogLines splitter = new LogLines(last.isCut());
        fill(piece, () -> {
            last.read(block, count -> piece.add(splitter.add(block, count)));
            piece.end(splitter.flush());
        });
        done |= last.isCut();
    }

    private int next(Inflation inflation, byte[] block) throws IOException {
        int read = inflation.read(block);
        looked += read;
        if (time.now().reached(deadline)) {
            throw new IOException("takes too long to uncompress");
        }
        return read;
    }

    private Passing piece(Opened file) {
        LeadingTime times = new LeadingTime(zone, file.status().modified());
        return new Passing(wanted, times, MAX_CHARACTERS);
    }

    private boolean mayGoOn() {
        if (looked >= MAX_BYTES || time.now().reached(deadline)) {
            notices.add("only the newest " + Math.max(1, looked / (1024 * 1024)) + " MiB were looked at");
            done = true;
        }
        return !done;
    }

    private interface Filling<E extends Exception> {
        void run() throws BoundedSearch.GivenUp, E;
    }

    /** Whatever stops the filling, what passed until then counts. */
    private <E extends Exception> void fill(Passing piece, Filling<E> filling) throws E {
        try {
            filling.run();
        } catch (BoundedSearch.GivenUp givenUp) {
            notices.add(givenUp.getMessage());
            done = true;
        } finally {
            pieces.addFirst(piece);
            count += piece.count();
            characters += piece.characters();
            done |= count > wanted.most() || characters >= MAX_CHARACTERS || piece.goesBackFarEnough();
        }
    }
}
