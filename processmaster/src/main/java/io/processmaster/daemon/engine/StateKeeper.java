package io.processmaster.daemon.engine;

import io.processmaster.daemon.core.fleet.SavedFleet;
import io.processmaster.daemon.port.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Saves the newest state on a thread of its own; what is overtaken while the disk is busy is never written. */
final class StateKeeper implements AutoCloseable {
    private final StateStore store;
    private final Consumer<Turn> told;
    private final Thread thread;
    private Supplier<SavedFleet> newest;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean closed;
    private boolean failing;

    /** Saving has begun to fail, or works again. */
    record Turn(boolean good, String problem) {}

    StateKeeper(StateStore store, Consumer<Turn> told) {
        this.store = store;
        this.told = told;
        this.thread = new Thread(this::run, "pm-state");
        thread.setDaemon(true);
        thread.start();
    }

    /** Wants {@code state} on disk; {@code done} is run once it, or something newer, was written or failed to be. */
    synchronized void save(Supplier<SavedFleet> state, List<Runnable> done) {
        newest = state;
        waiting.addAll(done);
        notifyAll();
    }

    private void run() {
        while (true) {
            Supplier<SavedFleet> state;
            List<Runnable> done;
            synchronized (this) {
                while (newest == null && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        closed = true;
                    }
                }
                if (newest == null) {
                    return;
                }
                state = newest;
                newest = null;
                done = waiting;
                waiting = new ArrayList<>();
            }
            write(state.get());
            done.forEach(Runnable::run);
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
