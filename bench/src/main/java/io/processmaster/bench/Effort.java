package io.processmaster.bench;

import java.time.Duration;

/**
 * How much is done.
 *
 * @param quick just enough to see that everything works; its figures say nothing
 */
record Effort(boolean quick) {
    private static final int FEW = 2;
    private static final int MOST_APPS = 1_000;
    private static final int MOST_APPS_QUICK = 150;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How often something is done that is worth so many times. */
    int rounds(int worth) {
        return quick ? Math.min(FEW, worth) : worth;
    }

    int mostApps() {
        return quick ? MOST_APPS_QUICK : MOST_APPS;
    }

    /** Rest before a supervisor is called idle. */
    Duration settling() {
        return quick ? Duration.ofSeconds(1) : SETTLING;
    }

    /** How long it is watched then. */
    Duration idle() {
        return quick ? Duration.ofSeconds(2) : IDLE;
    }
}
