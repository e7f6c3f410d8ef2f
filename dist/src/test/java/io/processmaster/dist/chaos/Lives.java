package io.processmaster.dist.chaos;

import io.processmaster.dist.Await;
import io.processmaster.dist.DaemonUnderTest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The lives of the daemon: ended in every way, followed by the next one. */
final class Lives implements Actor {
    /** Exit code of a daemon that could not be started. */
    private static final int REFUSED = 1;

    /** In this time a daemon comes up on a host that is not too busy. */
    private static final int YOUNG_MS = 2_500;

    private final DaemonUnderTest daemon;
    private final ChaosFleet fleet;
    private final Wire wire;
    private final Disks disks;
    private final Losses losses;
    private final Damage damage;
    // Somebody may send a signal while the next one is started.
    private final ReentrantLock lock = new ReentrantLock();
    private int ends;

    Lives(DaemonUnderTest daemon, ChaosFleet fleet, Disks disks, Losses losses) {
        this.daemon = daemon;
        this.fleet = fleet;
        this.wire = new Wire(daemon.home().socket());
        this.disks = disks;
        this.losses = losses;
        this.damage = new Damage(daemon.home().path().resolve("state"), losses);
    }

    /** Starts the first one, or waits until the one that was started answers. */
    void up() {
        lock.lock();
        try {
            if (!daemon.daemon().isAlive()) {
                throw new Violation(
                        "the daemon ended by itself with " + daemon.daemon().exitValue() + "\n" + tail());
            }
            Await.until("the daemon answers", Await.LIMIT.multipliedBy(2), wire::isAnswered, this::tail);
        } finally {
            lock.unlock();
        }
    }

    /** Starts one; returns when it answers. */
    void start() {
        lock.lock();
        try {
            Process process = daemon.launch();
            Await.until(
                    "the daemon answers",
                    Await.LIMIT.multipliedBy(2),
                    () -> !process.isAlive() || wire.isAnswered(),
                    this::tail);
            if (!process.isAlive()) {
                // An app that is defined twice for this moment is reason enough not to start, and no other is.
                if (process.exitValue() != REFUSED || !tail().contains("twice")) {
                    throw new Violation("the daemon did not start: exit code " + process.exitValue() + "\n" + tail());
                }
                fleet.undouble();
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many ends there were without a chance to write what was left. */
    int hardEnds() {
        return ends;
    }

    /** Sends a signal to the daemon that lives, if one does. */
    void signal(String name) {
        if (lock.tryLock()) {
            try {
                if (daemon.daemon().isAlive() && wire.isAnswered()) {
                    daemon.signal(name);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public String act(Step step) throws IOException {
        lock.lock();
        try {
            // What the one of now does on its way down was decided at its start.
            daemon.home().onShutdown(step.dice() % 2 == 0 ? "leave" : "stop");
            return switch (step.deed()) {
                case KILL -> {
                    kill();
                    start();
                    yield "killed, and there again";
                }
                case KILL_YOUNG -> young(step.dice() % YOUNG_MS);
                case KILL_ON_FULL_DISK -> onFullDisk();
                case KILL_AND_DAMAGE -> damaged(step.dice());
                default -> ended(step.deed() == Deed.END_AND_LEAVE ? "leave" : "stop");
            };
        } finally {
            lock.unlock();
        }
    }

    private void kill() {
        ends++;
        daemon.killHard();
        losses.died();
    }

    /** The next one gets that much time, which may end in the middle of its adoption. */
    private String young(int ms) {
        kill();
        Process next = daemon.launch();
        try {
            var unused = next.waitFor(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        kill();
        start();
        return "killed, killed again after " + ms + " ms, and there again";
    }

    private String onFullDisk() throws IOException {
        losses.begin(Losses.Cause.DEATH_ON_FULL_DISK);
        disks.fillState();
        wire.isAnswered();
        kill();
        disks.freeState();
        start();
        losses.end();
        return "killed on a full disk, and there again";
    }

    private String damaged(int dice) throws IOException {
        losses.begin(Losses.Cause.DAMAGE);
        kill();
        String what = damage.does(dice);
        start();
        losses.end();
        return "killed, " + what + ", and there again";
    }

    /** A daemon that is to end in another way than it was configured is replaced first by one that is. */
    private String ended(String how) {
        daemon.home().onShutdown(how);
        kill();
        start();
        boolean full = disks.isStateFull();
        int exit = daemon.terminate();
        if (full || disks.isStateFull()) {
            // What it could not write before its end, nobody can write after it.
            ends++;
        }
        if (exit != 0) {
            throw new Violation("SIGTERM ended the daemon with " + exit + "\n" + tail());
        }
        if (how.equals("stop") && !daemon.cgroup().pids().isEmpty()) {
            throw new Violation("the daemon stopped everything and ended, and left "
                    + daemon.cgroup().pids());
        }
        start();
        return "ended with " + how + ", and there again";
    }

    private String tail() {
        String output = daemon.home().output();
        return output.substring(Math.max(0, output.length() - 4_000));
    }
}
