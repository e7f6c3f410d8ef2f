package io.processmaster.common.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A deadline that a thread keeps. */
final class WatchedDeadline implements Deadline {
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean passed;

    WatchedDeadline(Connection connection, Duration after) {
        Thread watch = new Thread(() -> watch(connection, after), "pm-deadline");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(Connection connection, Duration after) {
        try {
            if (!answered.await(after.toMillis(), TimeUnit.MILLISECONDS)) {
                passed = true;
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasPassed() {
        return passed;
    }

    @Override
    public void close() {
        answered.countDown();
    }
}
