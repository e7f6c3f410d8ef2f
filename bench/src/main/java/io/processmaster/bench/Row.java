package io.processmaster.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of the results, as text.
 *
 * @param what was measured
 * @param count how often
 * @param median or the only value
 * @param spread least, 95th percentile and most; empty when it was measured once
 * @param target what it is to stay below; empty for none
 */
record Row(String what, int count, String median, Optional<Spread> spread, String target) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** How far the values lie apart. */
    record Spread(String least, String most95, String most) {}

    /** Durations, in milliseconds. */
    static Row durations(String what, Samples samples, String target) {
        return new Row(
                what,
                samples.sorted().size(),
                millis(samples.median()),
                Optional.of(new Spread(
                        millis(samples.quantile(0)), millis(samples.quantile(0.95)), millis(samples.quantile(1)))),
                target);
    }

    /** A single duration, in milliseconds. */
    static Row duration(String what, long nanos, String target) {
        return new Row(what, 1, millis(nanos), Optional.empty(), target);
    }

    /** A single value that is no duration. */
    static Row value(String what, String value, String target) {
        return new Row(what, 1, value, Optional.empty(), target);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
    }
}
