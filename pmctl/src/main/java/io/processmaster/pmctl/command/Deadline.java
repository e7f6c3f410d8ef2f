package io.processmaster.pmctl.command;

import io.processmaster.common.client.DaemonClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hangs up on the daemon when an answer takes too long. */
final class Deadline implements AutoCloseable {
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean passed;

    /** Begins to count. */
    Deadline(DaemonClient client, Duration after) {
        Thread watch = new Thread(() -> watch(client, after), "pmctl-deadline");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(DaemonClient client, Duration after) {
        try {
            if (!answered.await(after.toMillis(), TimeUnit.MILLISECONDS)) {
                passed = true;
                client.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was this that ended the connection. */
    boolean hasPassed() {
        return passed;
    }

    @Override
    public void close() {
        answered.countDown();
    }
}
