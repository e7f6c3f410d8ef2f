package io.processmaster.daemon.adapter.journal;

import io.processmaster.daemon.core.journal.JournalEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The entries that wait for the disk; when it does not keep up, the oldest are dropped and counted. */
final class Backlog {
    /** The most entries that wait. */
    static final int MAX_WAITING = 16_384;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<JournalEntry> waiting = new ArrayDeque<>();
    private long dropped;
    private long settled;
    private boolean closing;

    /** Never waits. */
    void offer(JournalEntry entry) {
        lock.lock();
        try {
            if (waiting.size() == MAX_WAITING) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(entry);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest entries, waiting at most so long for the first; none when the time is over or the end has come. */
    List<JournalEntry> take(int most, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (waiting.isEmpty() && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<JournalEntry> batch = new ArrayList<>();
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, or until the end has come; returns whether to go on. */
    boolean pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /** Everything up to this number is on its way to the disk or given up. */
    void settle(long seq) {
        lock.lock();
        try {
            settled = seq;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything up to this number is settled, but not longer than that. */
    void awaitSettled(long seq, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (settled < seq && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The end has come: what waits is still taken, nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the end has come and nothing is left. */
    boolean isFinished() {
        lock.lock();
        try {
            return closing && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How many were dropped. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
