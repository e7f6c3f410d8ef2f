package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.restart.RestartMemory;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.run.RunFacts;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A life in every state, all of run 7. */
public final class Lives {
    /** The time of every sample. */
    public static final Moment NOW = new Moment(Instant.parse("2026-01-02T03:04:05Z"), 1_000_000_000_000L);

    /** The run of every sample. */
    public static final long RUN = 7;

    /** Of the run, a minute old. */
    public static final RunFacts FACTS =
            new RunFacts(new Moment(NOW.wall().minusSeconds(60), NOW.nanos() - 60_000_000_000L), 4711, 99_000, 1_234);

    private Lives() {}

    /** A life in {@code state}, begun by a person. */
    public static AppLife in(AppState state) {
        return new AppLife(
                state,
                NOW,
                "the reason",
                false,
                new Trigger(Trigger.Kind.PERSON, "started by somebody"),
                RestartMemory.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** Every kind of state, and the variants that answer differently. */
    public static Map<String, AppState> states() {
        Map<String, AppState> states = new LinkedHashMap<>();
        states.put("Stopped", new AppState.Stopped(RUN, false));
        states.put("Failed", new AppState.Failed(RUN));
        states.put("Backoff", new AppState.Backoff(RUN, NOW.plus(Duration.ofSeconds(1))));
        states.put("Starting", starting(AppState.Starting.Order.RUN, false));
        states.put("Starting, order STOP", starting(AppState.Starting.Order.STOP, false));
        states.put("Starting, order RESTART", starting(AppState.Starting.Order.RESTART, false));
        states.put("Starting, empty already", starting(AppState.Starting.Order.RUN, true));
        states.put("Running", new AppState.Running(RUN, FACTS, Optional.empty(), false));
        states.put("Running, paused", new AppState.Running(RUN, FACTS, Optional.of(ExitStatus.exited(0)), true));
        for (AppState.Stopping.Step step : AppState.Stopping.Step.values()) {
            states.put("Stopping, " + step, stopping(step, Next.REST));
        }
        states.put("Stopping, to START", stopping(AppState.Stopping.Step.WAITING, Next.START));
        states.put("Collecting", collecting(Optional.empty(), Next.REST));
        states.put("Collecting, to REST", collecting(Optional.of(StopTally.begin(NOW)), Next.REST));
        states.put("Collecting, to START", collecting(Optional.of(StopTally.begin(NOW)), Next.START));
        return states;
    }

    private static AppState starting(AppState.Starting.Order order, boolean emptied) {
        return new AppState.Starting(RUN, NOW, order, emptied);
    }

    private static AppState stopping(AppState.Stopping.Step step, Next next) {
        return new AppState.Stopping(RUN, FACTS, step, next, StopTally.begin(NOW));
    }

    private static AppState collecting(Optional<StopTally> stop, Next next) {
        return new AppState.Collecting(RUN, FACTS, NOW, stop, next);
    }
}
