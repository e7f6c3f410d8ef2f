package io.processmaster.daemon.core.restart;

import io.processmaster.common.spec.RestartSpec;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What follows when a run ended by itself. */
public sealed interface RestartDecision {
    /** In words, to be shown. */
    String reason();

    /** It stays down and that is fine. */
    record Rest(String reason) implements RestartDecision {}

    /** It stays down and a person has to look. */
    record GiveUp(String reason) implements RestartDecision {}

    /** It starts again after {@code delay}. */
    record Again(Duration delay, RestartMemory memory, String reason) implements RestartDecision {}

    /**
     * Decides.
     *
     * @param spec the app's policy
     * @param memory its restarts so far
     * @param end how the run ended, in words, and whether well
     * @param ranFor how long it ran
     * @param now the time of the decision
     * @param dice 0 (inclusive) to 1 (exclusive), for the jitter of a growing pause
     */
    static RestartDecision of(
            RestartSpec spec, RestartMemory memory, End end, Duration ranFor, Moment now, double dice) {
        switch (spec.policy()) {
            case NEVER -> {
                return end.good()
                        ? new Rest(end.words() + "; policy never")
                        : new GiveUp(end.words() + "; policy never");
            }
            case ON_FAILURE -> {
                if (end.good()) {
                    return new Rest(end.words() + "; policy on_failure");
                }
            }
            case ALWAYS -> {}
        }
        return again(spec, memory, end, ranFor, now, dice);
    }

    private static RestartDecision again(
            RestartSpec spec, RestartMemory memory, End end, Duration ranFor, Moment now, double dice) {
        long window = spec.window().toNanos();
        int used = memory.within(window, now.nanos());
        if (used >= spec.maxRestarts()) {
            return new GiveUp(end.words() + "; " + used + " restarts in " + TimeSpan.text(spec.window())
                    + " are used up, a person has to start it");
        }
        int attempt = ranFor.compareTo(spec.resetAfter()) >= 0 ? 0 : memory.attempt();
        List<Long> recent = new ArrayList<>();
        for (long at : memory.recentNanos()) {
            if (now.nanos() - at < window) {
                recent.add(at);
            }
        }
        recent.add(now.nanos());
        Duration delay = delay(spec, attempt, dice);
        return new Again(
                delay,
                new RestartMemory(recent, attempt + 1, memory.total() + 1),
                end.words() + "; restart " + (used + 1) + " of " + spec.maxRestarts() + " within "
                        + TimeSpan.text(spec.window())
                        + (delay.isZero() ? " at once" : " in " + TimeSpan.text(delay)));
    }

    // Three quarters to the whole of the doubled pause: apps that fell together do not rise together.
    private static Duration delay(RestartSpec spec, int attempt, double dice) {
        if (!spec.grows()) {
            return spec.backoff();
        }
        long base = Math.max(1, spec.backoff().toMillis());
        long most = spec.maxBackoff().toMillis();
        long doubled = attempt >= 62 || base > most >> Math.min(attempt, 62) ? most : base << attempt;
        return Duration.ofMillis((long) (Math.min(doubled, most) * (0.75 + 0.25 * dice)));
    }

    /**
     * How a run ended, as far as the decision cares.
     *
     * @param good whether it ended with exit code 0
     * @param words for the reason
     */
    record End(boolean good, String words) {}
}
