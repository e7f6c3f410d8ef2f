package io.processmaster.daemon.web.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The proofs that were right a short while ago, so that each request need not be checked again; any thread may call. */
final class Successes {
    /** The most; the one that was not used for longest is forgotten. */
    static final int MOST = 1_024;

    /** How long one counts. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private final Bounded<Success> known = new Bounded<>(MOST);

    Successes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Success(Identity who, long at) {}

    /** Who proved themselves with what has this digest. */
    synchronized Optional<Identity> find(String digest) {
        Optional<Success> success = known.find(digest);
        boolean old = success.filter(found -> nanos.getAsLong() - found.at() > LIFE.toNanos())
                .isPresent();
        if (old) {
            known.remove(digest);
        }
        return old ? Optional.empty() : success.map(Success::who);
    }

    /** Remembers it. */
    synchronized void add(String digest, Identity who) {
        known.put(digest, new Success(who, nanos.getAsLong()));
    }
}
