package io.processmaster.daemon.web.access;

import io.processmaster.daemon.web.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Who is logged in by a browser; any thread may call. They all end with the daemon. */
public final class Sessions {
    /** The most sessions; the one that was not used for longest makes way for a new one. */
    public static final int MOST = 1_024;

    /** A session ends when it was not used for so long. */
    public static final Duration LONGEST_IDLE = Duration.ofHours(12);

    /** It ends after so long, however much it is used. */
    public static final Duration LONGEST = Duration.ofDays(7);

    /** The most that one session may hold open. */
    static final int MOST_ENDINGS = 64;

    private static final int ID_BYTES = 32;
    private static final int ID_CHARACTERS = 43;

    private final SecureRandom random;
    private final LongSupplier nanos;
    // By the digest of the id: what the lookup takes time for tells nothing of an id. The least used comes first.
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    // The same ones, the oldest first: with both orders, what is over is found at the two heads.
    private final Map<String, Session> byAge = new LinkedHashMap<>();

    /** None yet; {@code nanos} is a clock that only goes forward. */
    public Sessions(SecureRandom random, LongSupplier nanos) {
        this.random = random;
        this.nanos = nanos;
    }

    private static final class Session {
        private final Visitor visitor;
        private final long opened;
        private long used;
        private final List<Runnable> endings = new ArrayList<>();

        private Session(Visitor visitor, long now) {
            this.visitor = visitor;
            opened = now;
            used = now;
        }

        private long left(long now) {
            return Math.min(LONGEST_IDLE.toNanos() - (now - used), LONGEST.toNanos() - (now - opened));
        }

        private boolean isOver(long now) {
            return left(now) < 0;
        }
    }

    /** Begins a session and returns its id: 256 random bits, as 43 letters, digits, {@code -} and {@code _}. */
    public String open(Visitor visitor) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        List<Runnable> endings = new ArrayList<>();
        synchronized (sessions) {
            endings.addAll(removeThoseOver());
            while (sessions.size() >= MOST) {
                endings.addAll(remove(sessions.keySet().iterator().next()));
            }
            Session session = new Session(visitor, nanos.getAsLong());
            sessions.put(digest(id), session);
            byAge.put(digest(id), session);
        }
        endings.forEach(Runnable::run);
        return id;
    }

    /** Whose session it is, which counts as a use; empty when there is none of that id. */
    public Optional<Visitor> find(String id) {
        if (id.length() != ID_CHARACTERS) {
            return Optional.empty();
        }
        String digest = digest(id);
        List<Runnable> endings;
        synchronized (sessions) {
            long now = nanos.getAsLong();
            // One that is over must not be moved to the end of the order by being looked at.
            Session session = byAge.get(digest);
            if (session == null) {
                return Optional.empty();
            }
            if (!session.isOver(now)) {
                session.used = now;
                var unused = sessions.get(digest);
                return Optional.of(session.visitor);
            }
            endings = remove(digest);
        }
        endings.forEach(Runnable::run);
        return Optional.empty();
    }

    /** Ends a session and runs what was registered for that; nothing when there is none of that id. */
    public void end(String id) {
        List<Runnable> endings;
        synchronized (sessions) {
            endings = remove(digest(id));
        }
        endings.forEach(Runnable::run);
    }

    /** Ends the sessions whose time is over; each also ends at the next request that names it. */
    public void endThoseOver() {
        List<Runnable> endings;
        synchronized (sessions) {
            endings = removeThoseOver();
        }
        endings.forEach(Runnable::run);
    }

    /** How long the session that ends first has left if nobody uses it, at least 1 ns; empty when there is none. */
    public Optional<Duration> untilNextEnd() {
        synchronized (sessions) {
            long now = nanos.getAsLong();
            return Stream.concat(
                            sessions.values().stream().limit(1),
                            byAge.values().stream().limit(1))
                    .map(session -> Duration.ofNanos(Math.max(0, session.left(now)) + 1))
                    .min(Comparator.naturalOrder());
        }
    }

    /**
     * Runs {@code ending} once when the session ends; at once when there is no such session, or when too much is
     * registered for it already.
     *
     * @param ending must not block; on the thread that ends the session
     * @return to be run when {@code ending} is no longer needed
     */
    public Runnable whenEnded(String id, Runnable ending) {
        synchronized (sessions) {
            Session session = sessions.get(digest(id));
            if (session != null && session.endings.size() < MOST_ENDINGS) {
                session.endings.add(ending);
                return () -> withdraw(session, ending);
            }
        }
        ending.run();
        return () -> {};
    }

    /** Whether the end of any session would end something else. */
    public boolean holdAnything() {
        synchronized (sessions) {
            return byAge.values().stream().anyMatch(session -> !session.endings.isEmpty());
        }
    }

    private void withdraw(Session session, Runnable ending) {
        synchronized (sessions) {
            session.endings.remove(ending);
        }
    }

    private List<Runnable> removeThoseOver() {
        long now = nanos.getAsLong();
        List<Runnable> endings = new ArrayList<>();
        for (Map<String, Session> order : List.of(sessions, byAge)) {
            Optional<Map.Entry<String, Session>> first = firstOf(order);
            while (first.filter(entry -> entry.getValue().isOver(now)).isPresent()) {
                endings.addAll(remove(first.get().getKey()));
                first = firstOf(order);
            }
        }
        return endings;
    }

    private static Optional<Map.Entry<String, Session>> firstOf(Map<String, Session> order) {
        return order.entrySet().stream().findFirst();
    }

    private List<Runnable> remove(String digest) {
        byAge.remove(digest);
        Session session = sessions.remove(digest);
        return session == null ? List.of() : List.copyOf(session.endings);
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
