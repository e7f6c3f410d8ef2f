package io.processmaster.daemon.adapter.journal;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.adapter.disk.BackwardLines;
import io.processmaster.daemon.adapter.disk.DurableFile;
import io.processmaster.daemon.core.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The journal's files: {@code journal.jsonl} and older ones up to {@code journal.jsonl.4}, the greatest being the oldest.
 *
 * <p>One thread rotates. Any thread reads, without a lock: files only ever move towards greater numbers, and they are read
 * in that direction, so that a rotation in between shows a file twice but never hides one; numbers tell what was seen.
 */
final class Segments {
    /** How many older files are kept beside the one that is written to. */
    static final int OLDER = 4;

    /** What one reading returns at the most, in characters, so that it fits into a small heap. */
    static final long MAX_READ_CHARS = 8L << 20;

    private static final int BLOCK = 64 << 10;

    private final Path directory;

    Segments(Path directory) {
        this.directory = directory;
    }

    /** The file that is written to. */
    Path current() {
        return file(0);
    }

    /** Whether there is any file, readable or not. */
    boolean anyExists() {
        for (int i = 0; i <= OLDER; i++) {
            if (Files.exists(file(i), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    /** Moves every file on by one, so that there is no current one; the oldest goes. */
    void rotate() throws IOException {
        for (int i = OLDER - 1; i >= 0; i--) {
            if (Files.exists(file(i), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(file(i), file(i + 1), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * The newest readable entries, oldest first; damaged lines are passed over.
     *
     * @param below only entries with a smaller number
     * @param unreadable is told each file that could not be read to its beginning
     */
    List<JournalEntry> newest(Optional<AppName> app, long below, int n, List<IOException> unreadable) {
        Deque<JournalEntry> found = new ArrayDeque<>();
        long room = MAX_READ_CHARS;
        for (int i = 0; i <= OLDER && found.size() < n && room > 0; i++) {
            try (BackwardLines lines = new BackwardLines(file(i), BLOCK, EntryLine.MAX_BYTES)) {
                room = collect(lines, app, below, n, room, found);
            } catch (NoSuchFileException e) {
                // Not so old yet, or its place is empty after a crash between two moves.
            } catch (IOException e) {
                unreadable.add(new IOException("reading " + file(i) + ": " + DurableFile.reason(e), e));
            }
        }
        return List.copyOf(found);
    }

    private static long collect(
            BackwardLines lines, Optional<AppName> app, long below, int n, long room, Deque<JournalEntry> found)
            throws IOException {
        // Cheaper than to parse every line of every app.
        String mark = app.map(name -> "\"app\":\"" + name + "\"").orElse("");
        long left = room;
        while (found.size() < n && left > 0) {
            Optional<String> line = lines.previous();
            if (line.isEmpty()) {
                break;
            }
            Optional<JournalEntry> entry = line.filter(l -> l.contains(mark)).flatMap(EntryLine::decode);
            long limit = found.isEmpty() ? below : found.getFirst().seq();
            if (entry.isPresent() && entry.get().seq() < limit && Ring.concerns(entry.get(), app)) {
                found.addFirst(entry.get());
                left -= line.get().length();
            }
        }
        return left;
    }

    private Path file(int age) {
        return directory.resolve(age == 0 ? "journal.jsonl" : "journal.jsonl." + age);
    }
}
