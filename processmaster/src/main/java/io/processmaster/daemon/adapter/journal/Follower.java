package io.processmaster.daemon.adapter.journal;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.journal.JournalEntry;
import io.processmaster.daemon.port.EventLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One reader's queue: first what was there when it subscribed, then everything new, the oldest lost when it is slow. */
final class Follower implements EventLog.Subscription {
    /** How many new entries wait for a slow reader. */
    static final int MAX_WAITING = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Optional<AppName> app;
    private final Consumer<Follower> leave;
    private final Deque<JournalEntry> history = new ArrayDeque<>();
    private final Deque<JournalEntry> waiting = new ArrayDeque<>();
    private Optional<JournalEntry> lastDropped = Optional.empty();
    private long dropped;
    private Runnable arrived = () -> {};
    private boolean closed;

    Follower(Optional<AppName> app, Consumer<Follower> leave) {
        this.app = app;
        this.leave = leave;
    }

    /** What was there before; given before anybody polls. */
    void begin(List<JournalEntry> before) {
        lock.lock();
        try {
            history.addAll(before);
        } finally {
            lock.unlock();
        }
    }

    /** A new entry, in the order of numbers; never waits. */
    void offer(JournalEntry entry) {
        if (!Ring.concerns(entry, app)) {
            return;
        }
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (waiting.size() == MAX_WAITING) {
                lastDropped = Optional.of(waiting.removeFirst());
                dropped++;
            }
            waiting.addLast(entry);
            tell();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        changed.signalAll();
        arrived.run();
    }

    @Override
    public void whenArrived(Runnable wake) {
        lock.lock();
        try {
            arrived = wake;
            wake.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<JournalEntry> poll(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (isDrained()) {
                if (closed || left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
            return Optional.of(next());
        } finally {
            lock.unlock();
        }
    }

    private boolean isDrained() {
        return history.isEmpty() && waiting.isEmpty() && lastDropped.isEmpty();
    }

    private JournalEntry next() {
        if (!history.isEmpty()) {
            return history.removeFirst();
        }
        if (lastDropped.isPresent()) {
            JournalEntry lagged = lagged(lastDropped.get(), dropped);
            lastDropped = Optional.empty();
            dropped = 0;
            return lagged;
        }
        return waiting.removeFirst();
    }

    // It takes the place and the number of the last entry that this reader will never see.
    private static JournalEntry lagged(JournalEntry last, long dropped) {
        return new JournalEntry(
                last.seq(),
                last.epochMillis(),
                "journal",
                Optional.empty(),
                "lagged",
                dropped + " events were left out: this reader is too slow",
                Map.of("dropped", Long.toString(dropped)));
    }

    /** The journal ends; what waits can still be read. */
    void end() {
        lock.lock();
        try {
            closed = true;
            tell();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean ended() {
        lock.lock();
        try {
            return closed && isDrained();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        leave.accept(this);
        lock.lock();
        try {
            closed = true;
            history.clear();
            waiting.clear();
            lastDropped = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
