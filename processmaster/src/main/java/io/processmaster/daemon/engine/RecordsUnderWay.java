package io.processmaster.daemon.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records of finished runs that wait in lanes for the history.
 *
 * <p>A state that no longer knows of a run is not saved before its record is: a daemon that is killed in between would
 * leave a run that nobody tells of. The other way round, the next daemon finds the record there and does not repeat it.
 */
final class RecordsUnderWay {
    /** How long a state waits for them; a disk that hangs must not keep everything else from being saved. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<Long, CompletableFuture<Void>> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** The same work, known to be under way until it is done or has failed. */
    Runnable tracked(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        long number = numbers.incrementAndGet();
        open.put(number, done);
        return () -> {
            try {
                work.run();
            } finally {
                open.remove(number);
                done.complete(null);
            }
        };
    }

    /** Is complete when all those are done that are under way now. */
    CompletableFuture<Void> all() {
        return CompletableFuture.allOf(open.values().toArray(CompletableFuture[]::new));
    }

    /** Waits for {@link #all}, but not for ever. */
    static void await(CompletableFuture<Void> all) {
        try {
            all.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What can still be saved is saved.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
