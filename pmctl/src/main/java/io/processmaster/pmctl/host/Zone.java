package io.processmaster.pmctl.host;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A time zone: how far its clocks are ahead of UTC at any moment. */
public interface Zone {
    /** Always the time of UTC. */
    Zone UTC = epochSecond -> 0;

    /** Seconds that clocks are ahead of UTC, below 0 when behind, {@code epochSecond} seconds after 1970 began. */
    int offsetAt(long epochSecond);

    /** What clocks show, {@code millis} milliseconds after 1970 began; without the parts of a second. */
    default LocalDateTime clockAt(long millis) {
        long second = Math.floorDiv(millis, 1000L);
        return LocalDateTime.ofEpochSecond(second + offsetAt(second), 0, ZoneOffset.UTC);
    }

    /**
     * When clocks show that, in seconds after 1970 began: the first time if they do so twice. What they leave out counts
     * on from the moment before.
     */
    default long whenClocksShow(LocalDateTime clock) {
        long shown = clock.toEpochSecond(ZoneOffset.UTC);
        int before = offsetAt(shown - DAY);
        int after = offsetAt(shown + DAY);
        boolean isAfter = offsetAt(shown - before) != before && offsetAt(shown - after) == after;
        return shown - (isAfter ? after : before);
    }

    /** More seconds than any clock is ahead or behind, and fewer than lie between two changes. */
    long DAY = 86_400;
}
