package io.processmaster.daemon.adapter.journal;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal as files of JSON lines in the state directory, with the newest entries in memory.
 *
 * <p>Appending touches memory only; the thread {@code pm-journal} does the writing. One such journal per directory.
 */
public final class FileJournal implements EventLog, Closeable {
    /** How long closing waits for a disk that hangs. */
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    // How long a reader of old entries waits for those that are between memory and file.
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Ring ring = new Ring();
    private final Backlog backlog = new Backlog();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final Segments segments;
    private final Numbers numbers;
    private final JournalWriter writer;
    private final Thread thread;
    private long next;
    private boolean closed;

    private FileJournal(Path directory, TimeSource time) {
        segments = new Segments(directory);
        List<IOException> unreadable = new ArrayList<>();
        List<JournalEntry> known = segments.newest(Optional.empty(), Long.MAX_VALUE, Ring.MAX_ENTRIES, unreadable);
        unreadable.forEach(e -> LOG.warn("{}", e.getMessage()));
        known.forEach(ring::add);
        long newest = known.isEmpty() ? 0 : known.get(known.size() - 1).seq();
        numbers = new Numbers(directory, newest, segments.anyExists(), time);
        next = numbers.first();
        backlog.settle(next - 1);
        writer = new JournalWriter(
                backlog,
                new Tail(segments),
                numbers,
                this::next,
                time,
                (unwritten, trouble) -> append(
                        time.now(),
                        "journal",
                        Optional.empty(),
                        "journal_recovered",
                        "events are written to the disk again; " + unwritten + " were not (" + trouble + ")",
                        Map.of("unwritten", Long.toString(unwritten))));
        writer.promise();
        thread = new Thread(writer, "pm-journal");
        thread.setDaemon(true);
    }

    /**
     * Opens the journal in that directory, which only the daemon can write to, and starts its thread.
     *
     * <p>Never fails: a journal that cannot be read begins anew, one that cannot be written lives in memory.
     */
    public static FileJournal open(Path directory, TimeSource time) {
        FileJournal journal = new FileJournal(directory, time);
        journal.thread.start();
        return journal;
    }

    @Override
    public JournalEntry append(
            Moment at,
            String component,
            Optional<AppName> app,
            String event,
            String message,
            Map<String, String> data) {
        JournalEntry plain = Plain.entry(0, at.epochMillis(), component, app, event, message, data);
        lock.lock();
        try {
            if (closed) {
                return plain;
            }
            JournalEntry entry = numbered(plain, numbers.covered(next));
            next = entry.seq() + 1;
            ring.add(entry);
            backlog.offer(entry);
            followers.forEach(follower -> follower.offer(entry));
            return entry;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<JournalEntry> tail(Optional<AppName> app, int n) {
        int wanted = Math.max(0, Math.min(n, MAX_TAIL));
        List<JournalEntry> recent;
        long oldest;
        lock.lock();
        try {
            recent = ring.newest(app, wanted);
            oldest = Math.min(ring.oldest(), next);
        } finally {
            lock.unlock();
        }
        if (recent.size() == wanted || oldest <= 1) {
            return recent;
        }
        List<JournalEntry> all = new ArrayList<>(older(app, oldest, wanted - recent.size()));
        all.addAll(recent);
        return List.copyOf(all);
    }

    @Override
    public Subscription subscribe(Optional<AppName> app, int n) {
        Follower follower = new Follower(app, followers::remove);
        long first;
        lock.lock();
        try {
            first = next;
            if (closed) {
                follower.end();
            } else {
                followers.add(follower);
            }
        } finally {
            lock.unlock();
        }
        follower.begin(
                tail(app, n).stream().filter(entry -> entry.seq() < first).toList());
        return follower;
    }

    /** How many entries will never be on the disk, because it refused them for too long. */
    public long unwritten() {
        return writer.unwritten();
    }

    /** What the disk refuses now; empty when it works. */
    public Optional<String> trouble() {
        return writer.trouble();
    }

    /** Writes and syncs what is left, waiting 15 seconds at the most; readers may read to the end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        backlog.close();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("closing the journal: the disk does not answer (the newest events are lost)");
        }
        followers.forEach(Follower::end);
    }

    private List<JournalEntry> older(Optional<AppName> app, long below, int n) {
        try {
            if (writer.trouble().isEmpty()) {
                backlog.awaitSettled(below - 1, SETTLE_LIMIT.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<IOException> unreadable = new ArrayList<>();
        List<JournalEntry> found = segments.newest(app, below, n, unreadable);
        unreadable.forEach(e -> LOG.warn("{}", e.getMessage()));
        return found;
    }

    private long next() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    private static JournalEntry numbered(JournalEntry plain, long seq) {
        return new JournalEntry(
                seq, plain.epochMillis(), plain.component(), plain.app(), plain.event(), plain.message(), plain.data());
    }
}
