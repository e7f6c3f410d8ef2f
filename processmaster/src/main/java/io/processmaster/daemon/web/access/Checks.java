package io.processmaster.daemon.web.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proofs that wait to be checked, which takes long: few of each address, not many in all.
 *
 * <p>Who has failed least goes first, and half of the places are for those who have not failed at all, so that
 * somebody who guesses does not keep out somebody who knows.
 */
final class Checks {
    /** The most that wait or are checked, of all addresses. */
    static final int MOST = 64;

    /** The most of them from addresses with failures. */
    static final int MOST_OF_FAILED = 32;

    /** The most of one address. */
    static final int MOST_OF_ADDRESS = 8;

    /** The most requests that share one check, because they bring the same from the same address. */
    static final int MOST_SHARING = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);

    private final SlowWork work;
    private final LongSupplier nanos;
    private final Throttle throttle = new Throttle();
    private final List<Waiting> waiting = new ArrayList<>();

    Checks(SlowWork work, LongSupplier nanos) {
        this.work = work;
        this.nanos = nanos;
    }

    /** What came of a check. */
    sealed interface Outcome {
        /** It was made; empty when the proof is wrong. */
        record Made(Optional<Identity> who) implements Outcome {}

        /** It was not made. */
        record Refused(Duration retryAfter) implements Outcome {}
    }

    private static final class Waiting {
        private final String group;
        private final String digest;
        private final Supplier<Optional<Identity>> proof;
        private final long due;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private int sharing = 1;
        private boolean running;

        private Waiting(String group, String digest, Supplier<Optional<Identity>> proof, long due) {
            this.group = group;
            this.digest = digest;
            this.proof = proof;
            this.due = due;
        }
    }

    /**
     * Checks a proof when it is its turn.
     *
     * @param address where it comes from
     * @param digest the same for the same proof only
     * @param proof makes the check; on another thread
     * @return completed on that thread, never exceptionally
     */
    CompletableFuture<Outcome> check(String address, String digest, Supplier<Optional<Identity>> proof) {
        String group = AddressGroup.of(address);
        Waiting fresh;
        long pause;
        synchronized (this) {
            long now = nanos.getAsLong();
            Optional<Waiting> same = same(group, digest);
            if (same.isPresent()) {
                return share(same.get());
            }
            int pending = (int)
                    waiting.stream().filter(other -> other.group.equals(group)).count();
            long due = throttle.due(group, pending, now);
            pause = due - now;
            if (pending >= MOST_OF_ADDRESS) {
                return refused(Duration.ofNanos(pause));
            }
            if (isFullFor(group, now)) {
                return refused(RETRY_WHEN_FULL);
            }
            fresh = new Waiting(group, digest, proof, due);
            waiting.add(fresh);
        }
        if (!work.later(this::next, pause)) {
            end(fresh, new Outcome.Refused(SHORTEST_RETRY));
        }
        return fresh.outcome.copy();
    }

    private Optional<Waiting> same(String group, String digest) {
        return waiting.stream()
                .filter(other -> other.group.equals(group) && other.digest.equals(digest))
                .findFirst();
    }

    private static CompletableFuture<Outcome> share(Waiting same) {
        if (same.sharing >= MOST_SHARING) {
            return refused(SHORTEST_RETRY);
        }
        same.sharing++;
        return same.outcome.copy();
    }

    private boolean isFullFor(String group, long now) {
        if (throttle.failures(group, now) == 0) {
            return waiting.size() >= MOST;
        }
        long failed = waiting.stream()
                .filter(other -> throttle.failures(other.group, now) > 0)
                .count();
        return waiting.size() >= MOST || failed >= MOST_OF_FAILED;
    }

    private static CompletableFuture<Outcome> refused(Duration retry) {
        Duration atLeast = retry.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : retry;
        return CompletableFuture.completedFuture(new Outcome.Refused(atLeast));
    }

    // Each accepted proof calls this once when it is due, so at each call at least one due proof is left.
    private void next() {
        Optional<Waiting> turn = take();
        if (turn.isEmpty()) {
            return;
        }
        Waiting mine = turn.get();
        Optional<Identity> who;
        try {
            who = mine.proof.get();
        } catch (RuntimeException e) {
            LOG.error("a check of a login failed", e);
            end(mine, new Outcome.Refused(SHORTEST_RETRY));
            return;
        }
        synchronized (this) {
            if (who.isPresent()) {
                throttle.succeeded(mine.group);
            } else {
                throttle.failed(mine.group, nanos.getAsLong());
            }
        }
        end(mine, new Outcome.Made(who));
    }

    private synchronized Optional<Waiting> take() {
        long now = nanos.getAsLong();
        Optional<Waiting> turn = waiting.stream()
                .filter(check -> !check.running && check.due - now <= 0)
                .min(Comparator.comparingInt(check -> throttle.failures(check.group, now)));
        turn.ifPresent(check -> check.running = true);
        return turn;
    }

    private void end(Waiting check, Outcome outcome) {
        synchronized (this) {
            waiting.remove(check);
        }
        check.outcome.complete(outcome);
    }

    /** Refuses what waits. */
    void close() {
        work.close();
        List<Waiting> left;
        synchronized (this) {
            left = List.copyOf(waiting);
        }
        left.forEach(check -> end(check, new Outcome.Refused(SHORTEST_RETRY)));
    }
}
