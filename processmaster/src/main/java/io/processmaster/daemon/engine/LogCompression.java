package io.processmaster.daemon.engine;

import io.processmaster.daemon.port.LogRotation.Log;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compresses rotated files in the background, one at a time and the logs in turn. */
final class LogCompression {
    private static final Logger LOG = LoggerFactory.getLogger(LogCompression.class);
    // An app's user who keeps making such files must not keep the others from being compressed.
    private static final int MOST_IN_A_ROW = 1_000;

    private final Ports ports;
    private final ExecutorService thread;
    private final Map<String, Log> wanted = new HashMap<>();
    private final Set<String> failing = new HashSet<>();

    /** Works on {@code thread}, which gives way to everything else on the host. */
    LogCompression(Ports ports, ExecutorService thread) {
        this.ports = ports;
        this.thread = thread;
    }

    /** Has the rotated files of a log compressed, if that is wanted; any thread. */
    void request(Log log) {
        if (!log.app().logs().rotation().compress()) {
            return;
        }
        synchronized (wanted) {
            if (wanted.put(log.path(), log) != null) {
                return;
            }
        }
        submit(log.path(), 0);
    }

    private void submit(String path, int done) {
        try {
            thread.execute(() -> next(path, done));
        } catch (RejectedExecutionException closed) {
            LOG.debug("compression is left to the next daemon");
        }
    }

    private void next(String path, int done) {
        Log log;
        synchronized (wanted) {
            log = wanted.remove(path);
        }
        boolean more = compress(log);
        if (more && done < MOST_IN_A_ROW) {
            synchronized (wanted) {
                if (wanted.putIfAbsent(path, log) != null) {
                    return;
                }
            }
            submit(path, done + 1);
        }
    }

    private boolean compress(Log log) {
        try {
            boolean compressed = ports.rotation().compressNext(log);
            failing.remove(log.path());
            return compressed;
        } catch (IOException e) {
            failed(log, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("app={} compressing failed by a bug", log.app().name(), e);
            failed(log, "internal error: " + e);
        }
        return false;
    }

    private void failed(Log log, String problem) {
        if (failing.add(log.path())) {
            ports.events()
                    .append(
                            ports.time().now(),
                            "rotation",
                            Optional.of(log.app().name()),
                            "compression_failed",
                            problem + "; the file stays as it is",
                            Map.of("file", log.path()));
        }
    }

    /** Ends; what is not compressed yet is left to the next daemon. */
    void close() {
        thread.shutdownNow();
    }
}
