package io.processmaster.daemon.web.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells of failures, but not so often that the rest of the news drowns; any thread may call. */
final class FailureReports {
    /** The shortest time between two reports of one address. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** The most reports of all addresses in that time. */
    static final int MOST_IN_PERIOD = 30;

    /** The most addresses whose last report is remembered. */
    static final int MOST_ADDRESSES = 4_096;

    private static final int MOST_USER_CHARACTERS = 64;

    private final AuthNews news;
    private final LongSupplier nanos;
    private final Bounded<Told> told = new Bounded<>(MOST_ADDRESSES);
    private long periodBegan;
    private int inPeriod;
    private long untold;

    FailureReports(AuthNews news, LongSupplier nanos) {
        this.news = news;
        this.nanos = nanos;
        periodBegan = nanos.getAsLong();
    }

    private record Told(long at, long suppressed) {}

    /** Tells of a failure, or counts it for the next report. */
    void failure(String address, String user) {
        String group = AddressGroup.of(address);
        long suppressed;
        synchronized (this) {
            long now = nanos.getAsLong();
            if (now - periodBegan >= PERIOD.toNanos()) {
                periodBegan = now;
                inPeriod = 0;
            }
            Optional<Told> last = told.find(group);
            if (last.isPresent() && now - last.get().at() < PERIOD.toNanos()) {
                told.put(group, new Told(last.get().at(), last.get().suppressed() + 1));
                return;
            }
            if (inPeriod >= MOST_IN_PERIOD) {
                untold++;
                return;
            }
            inPeriod++;
            suppressed = untold + last.map(Told::suppressed).orElse(0L);
            untold = 0;
            told.put(group, new Told(now, 0));
        }
        news.failure(address, plain(user), suppressed);
    }

    private static String plain(String user) {
        StringBuilder shown = new StringBuilder();
        user.codePoints().limit(MOST_USER_CHARACTERS).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        return shown.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
