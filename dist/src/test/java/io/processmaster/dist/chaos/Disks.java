package io.processmaster.dist.chaos;

import io.processmaster.dist.DaemonHome;
import io.processmaster.dist.SmallDisk;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The disks of the state directory and of one app's directory, filled and freed. */
final class Disks implements Actor, AutoCloseable {
    // The journal alone may take five files of 8 MiB.
    private static final String STATE_SIZE = "64m";
    private static final String LOGS_SIZE = "4m";
    private static final int FULL_LEAST_MS = 1_000;
    private static final int FULL_MOST_MS = 4_000;

    private final Optional<SmallDisk> state;
    private final Optional<SmallDisk> logs;
    private final Losses losses;
    private volatile boolean stateIsFull;

    Disks(DaemonHome home, Losses losses) {
        this.losses = losses;
        this.state = SmallDisk.mountWhereAllowed(home.path().resolve("state"), STATE_SIZE);
        this.logs = SmallDisk.mountWhereAllowed(home.directory(ChaosFleet.SQUEEZED), LOGS_SIZE);
    }

    /** Whether the host lets us have them; otherwise nothing is ever full. */
    boolean areThere() {
        return state.isPresent() && logs.isPresent();
    }

    @Override
    public String act(Step step) throws IOException {
        int fullMs = FULL_LEAST_MS + step.dice() % (FULL_MOST_MS - FULL_LEAST_MS);
        if (!areThere()) {
            return "no small disks on this host";
        }
        if (step.deed() == Deed.FILL_LOGS) {
            SmallDisk disk = logs.orElseThrow();
            disk.fill();
            last(fullMs);
            disk.free();
        } else {
            losses.begin(Losses.Cause.FULL_DISK);
            fillState();
            last(fullMs);
            freeState();
            losses.end();
        }
        return "full for " + fullMs + " ms";
    }

    /** The disk of the state is full until {@link #freeState}. */
    void fillState() throws IOException {
        if (state.isPresent()) {
            stateIsFull = true;
            state.get().fill();
        }
    }

    void freeState() throws IOException {
        if (state.isPresent()) {
            state.get().free();
            stateIsFull = false;
        }
    }

    /** Whether nothing can be written into the state directory now. */
    boolean isStateFull() {
        return stateIsFull;
    }

    private static void last(int ms) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        long left = deadline - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }

    @Override
    public void close() {
        state.ifPresent(SmallDisk::close);
        logs.ifPresent(SmallDisk::close);
    }
}
