package io.processmaster.daemon.core.usage;

import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Makes figures over time out of what the kernel counts. */
public final class Rates {
    // Shorter ones say more about the clock than about the app.
    private static final Duration LEAST = Duration.ofMillis(200);
    private static final double PERCENT = 100;
    private static final double MICROS = 1e6;

    private Rates() {}

    /**
     * What was counted, and when.
     *
     * @param run tells one run from another, for each begins with counters of its own
     * @param at when it was read
     * @param counters what the kernel said
     */
    public record Look(Moment run, Moment at, Counters counters) {
        /** The look at a run that has just begun. */
        public static Look atStart(Moment run) {
            return new Look(run, run, Counters.NONE);
        }
    }

    /** One figure for each {@link Column}, over the time between two looks at the same run. */
    public static List<OptionalDouble> between(Look before, Look now) {
        Duration passed = now.at().since(before.at());
        double micros = passed.compareTo(LEAST) < 0 ? Double.NaN : passed.toNanos() / 1e3;
        boolean fresh = before.at().equals(before.run());
        Counters old = before.counters();
        Counters counters = now.counters();
        Counters.Pressure lost = counters.pressure();
        Counters.Pressure oldLost = old.pressure();
        return List.of(
                rate(old.cpu().usedMicros(), counters.cpu().usedMicros(), fresh, PERCENT, micros),
                value(counters.memory().bytes()),
                rate(old.io().readBytes(), counters.io().readBytes(), fresh, MICROS, micros),
                rate(old.io().writtenBytes(), counters.io().writtenBytes(), fresh, MICROS, micros),
                share(oldLost.cpu(), lost.cpu(), fresh, micros),
                share(oldLost.memory(), lost.memory(), fresh, micros),
                share(oldLost.io(), lost.io(), fresh, micros),
                value(counters.tasks()));
    }

    /** What can be said of a run that was not seen before and is older than the last tick: nothing over time. */
    public static List<OptionalDouble> first(Look now) {
        return between(now, now);
    }

    private static OptionalDouble share(Counters.Lost old, Counters.Lost now, boolean fresh, double micros) {
        OptionalDouble percent = rate(old.someMicros(), now.someMicros(), fresh, PERCENT, micros);
        return percent.isPresent() ? OptionalDouble.of(Math.min(PERCENT, percent.getAsDouble())) : percent;
    }

    private static OptionalDouble rate(OptionalLong old, OptionalLong now, boolean fresh, double of, double micros) {
        if (now.isEmpty() || Double.isNaN(micros) || (old.isEmpty() && !fresh)) {
            return OptionalDouble.empty();
        }
        // Less than before: a disk is gone, or the cgroup is not the one that it was.
        return OptionalDouble.of((double) Math.max(0, now.getAsLong() - old.orElse(0)) * of / micros);
    }

    private static OptionalDouble value(OptionalLong number) {
        return number.isPresent() ? OptionalDouble.of((double) number.getAsLong()) : OptionalDouble.empty();
    }
}
