package io.processmaster.daemon.adapter.logs;

import io.processmaster.daemon.adapter.files.Opened;
import io.processmaster.daemon.adapter.posix.FilePosix;
import io.processmaster.daemon.adapter.posix.FileStatus;
import io.processmaster.daemon.core.time.Moment;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One open file that is read as it grows, whatever its name is by now. */
final class Reading implements Closeable {
    /** How long a line may stay unfinished before it is shown as it is. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Stands where lines would be that nobody has any more. */
    static final String LOST =
            "[processmaster: it was rotated faster than it could be followed; lines are missing here]";

    private final Opened file;
    private final int watch;
    private final LogLines splitter;
    private final Deque<Remainder> missed = new ArrayDeque<>();
    private Context context;
    private long offset;
    private Optional<Moment> unfinishedSince = Optional.empty();

    /**
     * Takes over {@code file}.
     *
     * @param watch the number of its watch
     * @param offset where to go on
     * @param context the bytes before {@code offset}
     * @param splitter holds what came before {@code offset} and was no whole line
     */
    Reading(Opened file, int watch, long offset, Context context, LogLines splitter) {
        this.file = file;
        this.watch = watch;
        this.offset = offset;
        this.context = context;
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

    /** Tells, after bytes were read and before they are believed, whether the file may have been rotated meanwhile. */
    interface Doubt {
        /** Whether it may; {@code cut} when it is shorter than what was read of it. */
        boolean arises(boolean cut) throws IOException;
    }

    /**
     * The lines that one more block completes.
     *
     * @param block scratch space
     * @param doubt about each block
     * @param succession finds what a rotation took away
     */
    More more(byte[] block, Moment now, Doubt doubt, Succession succession) throws IOException {
        if (!missed.isEmpty()) {
            return missed(block, now);
        }
        int count = FilePosix.read(file.handle(), block, offset);
        boolean cut = count == 0 && FilePosix.status(file.handle()).size() < offset;
        if (doubt.arises(cut)) {
            List<Remainder> found = new ArrayList<>();
            Succession.Finding finding = succession.look(file, offset, context.bytes(), found);
            missed.addAll(found);
            if (finding != Succession.Finding.SAME) {
                return anew(finding == Succession.Finding.LOST);
            }
        }
        if (cut) {
            return anew(false);
        }
        if (count == 0) {
            noteUnfinished(now, false);
            return new More(List.of(), false);
        }
        offset += count;
        context.add(block, count);
        return lines(block, count, now);
    }

    private More missed(byte[] block, Moment now) {
        try {
            int count = missed.peek().read(block);
            if (count > 0) {
                return lines(block, count, now);
            }
            missed.remove().close();
            return new More(List.of(), true);
        } catch (IOException unreadable) {
            missed.remove().close();
            return new More(List.of(LOST), true);
        }
    }

    // What is in it now is new. An unfinished line goes on there, or in what was missed.
    private More anew(boolean lost) {
        offset = 0;
        context = new Context(new byte[0]);
        return new More(lost ? List.of(LOST) : List.of(), true);
    }

    private More lines(byte[] block, int count, Moment now) {
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
        missed.forEach(Remainder::close);
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
