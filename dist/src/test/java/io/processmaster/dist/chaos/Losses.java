package io.processmaster.dist.chaos;

import java.util.ArrayList;
import java.util.List;

/** The times in which something may be lost that is kept otherwise, by what the documentation says; for any thread. */
final class Losses {
    /** Why something may be lost. */
    enum Cause {
        /** What cannot be written is told by an event. */
        FULL_DISK,
        /** The daemon died while the disk was full, so it could not even tell. */
        DEATH_ON_FULL_DISK,
        /** A file of the state was damaged. */
        DAMAGE
    }

    /**
     * One such time.
     *
     * @param fromMs since 1970
     * @param toMs since 1970
     */
    record Window(Cause cause, long fromMs, long toMs) {
        /** Whether what lasted from one time to another has a part in it. */
        boolean meets(long sinceMs, long untilMs) {
            return sinceMs <= toMs && untilMs >= fromMs;
        }
    }

    private record Torn(String app, long begunAtMs) {}

    // The app writes its beginning a moment after the daemon starts the run; on a busy host later.
    private static final long LAUNCH_MS = 15_000;
    // What the disk refused is written again within a second, and a busy host takes its time.
    private static final int AFTERMATH_MS = 3_000;

    private final List<Window> windows = new ArrayList<>();
    private final List<Long> deaths = new ArrayList<>();
    private final List<Torn> torn = new ArrayList<>();
    private Cause open = Cause.DAMAGE;
    private long since;
    private int nested;

    /** From now on; several may be open at a time, and count as the worst of them. */
    synchronized void begin(Cause cause) {
        if (nested == 0) {
            since = System.currentTimeMillis();
            open = cause;
        } else if (cause != Cause.FULL_DISK) {
            open = cause;
        }
        nested++;
    }

    synchronized void end() {
        nested--;
        if (nested == 0) {
            windows.add(new Window(open, since, System.currentTimeMillis() + AFTERMATH_MS));
        }
    }

    /** The daemon was killed: a launch that was under way may have got a number, and never begun. */
    synchronized void died() {
        deaths.add(System.currentTimeMillis());
        if (nested > 0 && open == Cause.FULL_DISK) {
            open = Cause.DEATH_ON_FULL_DISK;
        }
    }

    /** The line of a run that was over was torn off its history. */
    synchronized void tore(String app, long begunAtMs) {
        torn.add(new Torn(app, begunAtMs));
    }

    /** Whether the run whose app wrote at that time may be one whose line was torn off. */
    synchronized boolean sawTorn(String app, long atMs) {
        return torn.stream()
                .anyMatch(
                        run -> run.app().equals(app) && atMs >= run.begunAtMs() && atMs - run.begunAtMs() < LAUNCH_MS);
    }

    /** Whether a daemon died in that time. */
    synchronized boolean sawDeath(long sinceMs, long untilMs) {
        return deaths.stream().anyMatch(death -> death >= sinceMs && death <= untilMs);
    }

    /** Whether a file was damaged in that time. */
    synchronized boolean sawDamage(long sinceMs, long untilMs) {
        return windows.stream().anyMatch(window -> window.cause() == Cause.DAMAGE && window.meets(sinceMs, untilMs));
    }

    /** Whether something that lasted that long may be lost. */
    synchronized boolean excuse(long sinceMs, long untilMs) {
        return windows.stream().anyMatch(window -> window.meets(sinceMs, untilMs));
    }

    /** Whether an event has to tell what was lost in that time: the disk was full, and the daemon lived through it. */
    synchronized boolean areTold(long sinceMs, long untilMs) {
        return windows.stream()
                .filter(window -> window.meets(sinceMs, untilMs))
                .allMatch(window -> window.cause() == Cause.FULL_DISK);
    }
}
