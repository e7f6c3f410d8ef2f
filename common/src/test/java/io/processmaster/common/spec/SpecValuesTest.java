package io.processmaster.common.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.units.FileMode;
import io.processmaster.common.units.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Definitions are values: nothing changes them later, nothing prints their secrets. */
final class SpecValuesTest {
    @Test
    void aValueOfTheEnvironmentIsNeverPrinted() {
        assertThat(process(List.of("a"), Map.of()).toString()).contains("TOKEN").doesNotContain("hunter2");
    }

    @Test
    void laterChangesOfAListDoNotReachADefinition() {
        List<String> command = new ArrayList<>(List.of("a"));
        Map<String, Rlimit> limits = new HashMap<>(Map.of("nofile", new Rlimit(1, 2)));
        ProcessSpec process = process(command, limits);
        StopSpec stop = new StopSpec(command, Signal.TERM, Duration.ZERO);
        command.add("b");
        limits.clear();
        assertThat(process.startCommand()).containsExactly("a");
        assertThat(process.rlimits()).containsOnlyKeys("nofile");
        assertThat(stop.command()).containsExactly("a");
    }

    @Test
    void theRestartPauseGrowsOnlyTowardsALargerBound() {
        assertThat(RestartSpec.DEFAULT.grows()).isFalse();
        assertThat(restart(1000, 1000).grows()).isFalse();
        assertThat(restart(1000, 1001).grows()).isTrue();
    }

    private static RestartSpec restart(long backoffMs, long maxBackoffMs) {
        return new RestartSpec(
                RestartSpec.Policy.ALWAYS,
                Duration.ofMillis(backoffMs),
                Duration.ofMillis(maxBackoffMs),
                Duration.ofMinutes(1),
                3,
                Duration.ofMinutes(1));
    }

    private static ProcessSpec process(List<String> command, Map<String, Rlimit> limits) {
        return new ProcessSpec(
                "/",
                command,
                Optional.empty(),
                Optional.empty(),
                List.of(new EnvironmentEntry("TOKEN", "hunter2")),
                false,
                new FileMode(022),
                0,
                limits,
                0,
                false);
    }
}
