package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.time.Moment;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One open file that is read as it grows, whatever its name is by now. */
final class Reading implements Closeable {
    /** How long a line may stay unfinished before it is shown as it is. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Opened file;
    private final int watch;
    private final LogLines splitter;
    private long offset;
    private Optional<Moment> unfinishedSince = Optional.empty();

    /**
     * Takes over {@code file}.
     *
     * @param watch the number of its watch
     * @param offset where to go on
     * @param splitter holds what came before {@code offset} and was no whole line
     */
    Reading(Opened file, int watch, long offset, LogLines splitter) {
        this.file = file;
        this.watch = watch;
        this.offset = offset;
        this.splitter = splitter;
    }

    /** The number of its watch. */
    int watch() {
        return watch;
    }

    /** Whether it is the file that {@code other} describes. */
    boolean isFile(FileStatus other) {
        return file.status().sameFileAs(other);
    }

    /** Whether it has no name any more. */
    boolean isRemoved() throws IOException {
        return FilePosix.status(file.handle()).links() == 0;
    }

    /** The lines that one more block completes; {@code block} is scratch space. */
    More more(byte[] block, Moment now) throws IOException {
        int count = FilePosix.read(file.handle(), block, offset);
        if (count == 0) {
            if (FilePosix.status(file.handle()).size() >= offset) {
                noteUnfinished(now, false);
                return new More(List.of(), false);
            }
            // Truncated: what is in it now is new. An unfinished line goes on there, as after a rotation.
            offset = 0;
            return new More(List.of(), true);
        }
        offset += count;
        List<String> lines = splitter.add(block, count);
        noteUnfinished(now, !lines.isEmpty());
        return new More(lines, true);
    }

    /** When the unfinished line must be shown; empty when there is none. */
    Optional<Moment> due() {
        return unfinishedSince.map(since -> since.plus(PATIENCE));
    }

    /** The unfinished line, which is then forgotten. */
    List<String> flush() {
        unfinishedSince = Optional.empty();
        List<String> line = new ArrayList<>();
        splitter.flush().ifPresent(line::add);
        return line;
    }

    private void noteUnfinished(Moment now, boolean anew) {
        if (!splitter.isPartial()) {
            unfinishedSince = Optional.empty();
        } else if (unfinishedSince.isEmpty() || anew) {
            unfinishedSince = Optional.of(now);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * What one look brought.
     *
     * @param lines whole lines
     * @param again whether there may be more at once
     */
    record More(List<String> lines, boolean again) {}
}
