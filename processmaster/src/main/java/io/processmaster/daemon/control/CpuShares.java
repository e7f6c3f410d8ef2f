package io.processmaster.daemon.control;

import io.processmaster.common.names.AppName;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Processor shares between one look and the next; the first look at a run counts from its start. */
final class CpuShares {
    // Two looks closer than this say more about the clock than about the app.
    private static final Duration LEAST = Duration.ofMillis(200);
    private static final double MICROS_PER_PERCENT = 10_000;

    private record Sample(Moment started, long micros, Moment at, double percent) {}

    private final Map<AppName, Sample> samples = new ConcurrentHashMap<>();

    OptionalDouble percent(AppName app, RunFacts facts, OptionalLong micros, Moment now) {
        if (micros.isEmpty()) {
            return OptionalDouble.empty();
        }
        Sample next = samples.compute(app, (name, before) -> {
            boolean same = before != null && before.started().equals(facts.started());
            Sample from = same ? before : new Sample(facts.started(), 0, facts.started(), 0);
            Duration passed = now.since(from.at());
            if (passed.compareTo(LEAST) < 0) {
                return from;
            }
            double used = Math.max(0, micros.getAsLong() - from.micros());
            double percent = used / (passed.toNanos() / 1e9) / MICROS_PER_PERCENT;
            return new Sample(facts.started(), micros.getAsLong(), now, percent);
        });
        return OptionalDouble.of(next.percent());
    }
}
