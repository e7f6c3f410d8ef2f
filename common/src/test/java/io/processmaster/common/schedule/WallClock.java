package io.processmaster.common.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The independent calculation: somebody who looks at a clock on the wall every minute (or second), and rings when it
 * comes to, or jumps over, a time that is named and that it has not shown before.
 *
 * <p>Shares nothing with the production code, and knows neither gaps nor overlaps.
 */
final class WallClock {
    private final ZoneId zone;
    private final Duration tick;

    WallClock(ZoneId zone, Duration tick) {
        this.zone = zone;
        this.tick = tick;
    }

    /** All rings of one expression. */
    List<Instant> between(Instant start, Instant end, String expression) {
        return between(start, end, List.of(expression)).get(0);
    }

    /**
     * All rings of each expression from {@code start}, included, up to {@code end}, excluded.
     *
     * @param start a whole tick
     */
    List<List<Instant>> between(Instant start, Instant end, List<String> expressions) {
        List<PlainMatcher> matchers =
                expressions.stream().map(PlainMatcher::new).toList();
        List<List<Instant>> rings = new ArrayList<>();
        expressions.forEach(expression -> rings.add(new ArrayList<>()));
        LocalDateTime shown = highestBefore(start);
        for (Instant now = start; now.isBefore(end); now = now.plus(tick)) {
            LocalDateTime reading = LocalDateTime.ofInstant(now, zone);
            while (shown.isBefore(reading)) {
                shown = shown.plus(tick);
                for (int i = 0; i < matchers.size(); i++) {
                    if (matchers.get(i).matches(shown)) {
                        ring(rings.get(i), now);
                    }
                }
            }
        }
        return rings;
    }

    /** What was jumped over rings once. */
    private static void ring(List<Instant> rings, Instant now) {
        if (rings.isEmpty() || rings.get(rings.size() - 1).isBefore(now)) {
            rings.add(now);
        }
    }

    /** The highest reading of the two days before: a clock that was set back has shown more than it does now. */
    private LocalDateTime highestBefore(Instant start) {
        LocalDateTime highest = LocalDateTime.MIN;
        for (Instant now = start.minus(Duration.ofDays(2)); now.isBefore(start); now = now.plus(tick)) {
            LocalDateTime reading = LocalDateTime.ofInstant(now, zone);
            highest = reading.isAfter(highest) ? reading : highest;
        }
        return highest;
    }
}
