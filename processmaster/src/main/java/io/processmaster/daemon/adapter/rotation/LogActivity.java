package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.posix.FileEvents;
import io.processmaster.daemon.adapter.posix.FileWait;
import io.processmaster.daemon.adapter.posix.WakeUp;
import io.processmaster.daemon.port.Handle;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when a log is written next; one thread waits for all of them, and a log that is not written costs nothing. */
final class LogActivity implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LogActivity.class);
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final long END_LIMIT_MS = 5_000;

    private final FileEvents events;
    private final WakeUp wakeup;
    private final Map<Integer, Map<Object, Runnable>> waiting = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private LogActivity(FileEvents events, WakeUp wakeup) {
        this.events = events;
        this.wakeup = wakeup;
        this.thread = new Thread(this::run, "pm-log-watch");
        this.thread.setDaemon(true);
    }

    static LogActivity start() throws IOException {
        LogActivity activity = new LogActivity(new FileEvents(), new WakeUp());
        activity.thread.start();
        return activity;
    }

    /**
     * Calls {@code written} when what is open changes next; the handle may be closed afterwards.
     *
     * @param who waits; of one that waits already, only the last word counts, however often a log is looked at that is
     *     never written
     */
    void once(Handle log, Object who, Runnable written) throws IOException {
        // Locked, so that the news cannot be there before it is known whose it is.
        synchronized (waiting) {
            int watch = events.watch(log, FileEvents.MODIFIED | FileEvents.ONCE);
            waiting.computeIfAbsent(watch, any -> new HashMap<>(2)).put(who, written);
        }
    }

    private void run() {
        while (!closed) {
            try {
                boolean[] readable = FileWait.readable(FOREVER, events.fd(), wakeup.fd());
                if (readable[0]) {
                    take().forEach(Runnable::run);
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("logs: news of writing could not be read", e);
            }
        }
    }

    private List<Runnable> take() throws IOException {
        List<Runnable> told = new ArrayList<>();
        synchronized (waiting) {
            for (FileEvents.Event event : events.take()) {
                if (event.overflowed()) {
                    waiting.values().forEach(those -> told.addAll(those.values()));
                    waiting.clear();
                } else {
                    Map<Object, Runnable> those = waiting.remove(event.watch());
                    told.addAll(those == null ? List.of() : those.values());
                }
            }
        }
        return told;
    }

    @Override
    public void close() {
        closed = true;
        wakeup.ring();
        try {
            thread.join(END_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wakeup.close();
        events.close();
    }
}
