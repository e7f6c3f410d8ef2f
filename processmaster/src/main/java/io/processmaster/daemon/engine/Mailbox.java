package io.processmaster.daemon.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the loop has to deal with, in the order in which it came in; news is never refused, commands may be. */
final class Mailbox {
    /** How many commands may wait; whoever comes later is told to try again. */
    static final int MAX_COMMANDS = 10_000;

    private static final int BATCH = 1_000;

    private record Letter(Runnable content, boolean command) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Letter> letters = new ArrayDeque<>();
    private int commands;

    /** Takes news; there are at most a few for each run, so it needs no bound. */
    void news(Runnable content) {
        put(new Letter(content, false));
    }

    /** Takes a command; false when too many are waiting. */
    boolean command(Runnable content) {
        return put(new Letter(content, true));
    }

    private boolean put(Letter letter) {
        lock.lock();
        try {
            if (letter.command() && ++commands > MAX_COMMANDS) {
                commands--;
                return false;
            }
            letters.add(letter);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, oldest first, waiting at most {@code nanos} for the first; empty when none came. */
    List<Runnable> take(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (letters.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            List<Runnable> batch = new ArrayList<>(Math.min(BATCH, letters.size()));
            while (!letters.isEmpty() && batch.size() < BATCH) {
                Letter letter = letters.remove();
                commands -= letter.command() ? 1 : 0;
                batch.add(letter.content());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something waits. */
    boolean hasMail() {
        lock.lock();
        try {
            return !letters.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** A wait of this length is as good as for ever. */
    static final long FOREVER = TimeUnit.DAYS.toNanos(1);
}
