package io.processmaster.dist.chaos;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody who follows the events all the time, over all lives of the daemon, and remembers each. */
final class Witness implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long END_MS = 10_000;

    private final Path socket;
    private final Map<Long, EventEntry> heard = new TreeMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private final Thread thread = new Thread(this::follow, "witness");
    private volatile boolean closed;

    Witness(Path socket) {
        this.socket = socket;
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        while (!closed) {
            try (DaemonClient client = DaemonClient.connect(socket, BuildInfo.current())) {
                client.stream(Method.EVENTS_FOLLOW, JsonObject.EMPTY, event -> hear(EventEntry.fromJson(event)));
            } catch (DaemonUnreachable | RpcFailure e) {
                // The next daemon comes soon.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private synchronized void hear(EventEntry event) {
        if (event.event().equals("lagged")) {
            return;
        }
        EventEntry before = heard.putIfAbsent(event.seq(), event);
        if (before != null && !before.equals(event)) {
            contradictions.add(before + "\n" + event);
        }
    }

    /** Everything that it heard, by number. */
    synchronized Map<Long, EventEntry> heard() {
        if (!contradictions.isEmpty()) {
            throw new Violation("a number was given to two events: " + contradictions.get(0));
        }
        return Map.copyOf(heard);
    }

    /** The daemon has ended, so its streams have too. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
