package io.processmaster.daemon.engine;

import io.processmaster.daemon.core.fleet.SavedApp;
import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.port.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Saves the newest state on a thread of its own; what is overtaken while the disk is busy is never written, and what says
 * the same as what is on disk is not written again.
 */
final class StateKeeper implements AutoCloseable {
    /** How long a state that is not urgent waits for others: a stop is one write then, and not two. */
    static final Duration LULL = Duration.ofMillis(50);

    private final StateStore store;
    private final Consumer<Turn> told;
    private final long lullNanos;
    private final Thread thread;
    private Supplier<SavedFleet> newest;
    private List<SavedApp> known = List.of();
    // What is on disk when it is made is of another daemon.
    private boolean unsaved = true;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean urgent;
    private boolean closed;
    // Written by the thread alone, without the lock: who reads it too early tries again with the next change.
    private volatile boolean failing;

    /** Saving has begun to fail, or works again. */
    record Turn(boolean good, String problem) {}

    StateKeeper(StateStore store, Consumer<Turn> told) {
        this(store, told, LULL);
    }

    StateKeeper(StateStore store, Consumer<Turn> told, Duration lull) {
        this.store = store;
        this.told = told;
        this.lullNanos = lull.toNanos();
        this.thread = new Thread(this::run, "pm-state");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Wants {@code state} on disk; {@code done} is run once it, or something newer, was written or failed to be.
     *
     * @param now whether it must not wait for what may follow
     * @param apps what it says of them; compared fastest when those that did not change are the same objects as before
     */
    synchronized void save(boolean now, List<SavedApp> apps, Supplier<SavedFleet> state, List<Runnable> done) {
        unsaved |= !apps.equals(known);
        known = apps;
        // One that could not be saved is tried again whenever something happens, be it the same.
        if (unsaved || failing || !done.isEmpty()) {
            newest = state;
            waiting.addAll(done);
            urgent |= now || !done.isEmpty();
            notifyAll();
        }
    }

    private void run() {
        while (true) {
            Supplier<SavedFleet> state;
            List<Runnable> done;
            boolean needed;
            synchronized (this) {
                awaitWork();
                if (newest == null) {
                    return;
                }
                urgent = false;
                state = newest;
                newest = null;
                done = waiting;
                waiting = new ArrayList<>();
                needed = unsaved || failing;
                unsaved = false;
            }
            if (needed) {
                write(state.get());
            }
            done.forEach(Runnable::run);
        }
    }

    /** Waits for a state, and then for others that may follow at once; with the lock held. */
    private void awaitWork() {
        try {
            while (newest == null && !closed) {
                wait();
            }
            long end = System.nanoTime() + lullNanos;
            for (long left = lullNanos; left > 0 && !urgent && !closed; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void write(SavedFleet fleet) {
        try {
            store.save(fleet);
            if (failing) {
                failing = false;
                told.accept(new Turn(true, ""));
            }
        } catch (IOException e) {
            failed(e.getMessage());
        } catch (RuntimeException e) {
            // A bug in saving must not end this thread: every answer to a person waits for it.
            failed("internal error: " + e);
        }
    }

    private void failed(String problem) {
        if (!failing) {
            failing = true;
            told.accept(new Turn(false, problem));
        }
    }

    /** Writes what is left and ends. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
