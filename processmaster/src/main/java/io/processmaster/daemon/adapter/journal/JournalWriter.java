package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries entries from the backlog to the disk, in batches, on the thread {@code pm-journal}.
 *
 * <p>A batch that cannot be written is tried again every second, while the newer ones wait in the backlog. Trouble is
 * logged once when it begins, and told as an event once it is over.
 */
final class JournalWriter implements Runnable {
    /** The most entries that are written at once. */
    static final int MAX_BATCH = 128;

    /** The shortest time between two syncs. */
    static final Duration SYNC_EVERY = Duration.ofSeconds(1);

    /** Time between two tries to write while the disk refuses. */
    static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final Backlog backlog;
    private final Tail tail;
    private final Numbers numbers;
    private final LongSupplier next;
    private final TimeSource time;
    private final Recovered recovered;
    private final AtomicLong lost = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();
    private boolean givenUp;
    private long toldUnwritten;
    private long lastSync;

    /** Is told when the disk works again. */
    interface Recovered {
        /**
         * Makes an event of it.
         *
         * @param unwritten how many entries never got to the disk in the meantime
         * @param trouble what was wrong
         */
        void tell(long unwritten, String trouble);
    }

    /** With {@code next} the number that the next entry will get. */
    JournalWriter(
            Backlog backlog, Tail tail, Numbers numbers, LongSupplier next, TimeSource time, Recovered recovered) {
        this.backlog = backlog;
        this.tail = tail;
        this.numbers = numbers;
        this.next = next;
        this.time = time;
        this.recovered = recovered;
        this.lastSync = time.now().nanos() - SYNC_EVERY.toNanos();
    }

    /** How many entries will never be on the disk. */
    long unwritten() {
        return lost.get() + backlog.dropped();
    }

    /** Makes the first numbers safe to give; called once, before the thread starts. */
    void promise() {
        try {
            numbers.keepAhead(next.getAsLong());
        } catch (IOException e) {
            fail(e);
        }
    }

    /** What the disk refuses now; empty when it works. */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void run() {
        try {
            while (!backlog.isFinished()) {
                persistOrGiveUp(backlog.take(MAX_BATCH, untilSync()));
                if (tail.isUnsynced() && untilSync() == 0) {
                    sync();
                }
            }
            finish();
        } catch (InterruptedException e) {
            // Numbers may still be given, so the promise has to stand as it is.
            Thread.currentThread().interrupt();
        }
    }

    private long untilSync() {
        if (!tail.isUnsynced()) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, lastSync + SYNC_EVERY.toNanos() - time.now().nanos());
    }

    // A bug met by one batch costs that batch, not the journal.
    private void persistOrGiveUp(List<JournalEntry> batch) throws InterruptedException {
        try {
            persist(batch);
        } catch (RuntimeException e) {
            lost.addAndGet(batch.size());
            LOG.error("writing the journal: internal error ({} events are not on the disk)", batch.size(), e);
        }
    }

    private void persist(List<JournalEntry> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        long last = batch.get(batch.size() - 1).seq();
        boolean written = !givenUp && isWritten(encode(batch));
        if (!written) {
            // What comes after it would have a hole before it that no start of a daemon explains.
            givenUp = true;
            lost.addAndGet(batch.size());
        }
        backlog.settle(last);
        if (written) {
            trouble.ifPresent(this::recover);
        }
    }

    /** Tries until it is written, or until the journal is to end. */
    private boolean isWritten(byte[] lines) throws InterruptedException {
        while (!tryWrite(lines)) {
            if (!backlog.pause(RETRY_EVERY.toNanos())) {
                return false;
            }
        }
        return true;
    }

    private boolean tryWrite(byte[] lines) {
        try {
            numbers.keepAhead(next.getAsLong());
            tail.append(lines);
            return true;
        } catch (IOException e) {
            fail(e);
            return false;
        }
    }

    private void fail(IOException e) {
        if (trouble.isEmpty()) {
            String text = String.valueOf(e.getMessage());
            trouble = Optional.of(text);
            LOG.error("{} (events stay in memory, it is tried again every second)", text);
        }
    }

    private void recover(String was) {
        long unwritten = unwritten() - toldUnwritten;
        toldUnwritten += unwritten;
        trouble = Optional.empty();
        recovered.tell(unwritten, was);
    }

    private void sync() {
        lastSync = time.now().nanos();
        try {
            tail.sync();
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
        }
    }

    private void finish() {
        sync();
        try (tail) {
            numbers.settle(next.getAsLong());
        } catch (IOException e) {
            LOG.error("closing the journal: {}", e.getMessage());
        }
    }

    private static byte[] encode(List<JournalEntry> batch) {
        StringBuilder lines = new StringBuilder();
        for (JournalEntry entry : batch) {
            lines.append(EntryLine.encode(entry)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
