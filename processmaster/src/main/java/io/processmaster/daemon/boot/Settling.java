package io.processmaster.daemon.boot;

import io.processmaster.daemon.adapter.posix.OwnProcess;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives back what the start took of the host: parsing and compiling leave garbage in the heap and holes in the C library's
 * memory, several megabytes that Java, idle, would keep for good.
 */
final class Settling {
    // By then the apps that start with the daemon have been started, and the pause of a few dozen ms disturbs nobody.
    private static final Duration AFTER = Duration.ofSeconds(10);

    private Settling() {}

    /** Waits until the start is over, gives back once, and returns; at once when {@code ending} comes first. */
    static void await(CountDownLatch ending) {
        try {
            if (!ending.await(AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                System.gc();
                new OwnProcess().giveFreeMemoryBack();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
