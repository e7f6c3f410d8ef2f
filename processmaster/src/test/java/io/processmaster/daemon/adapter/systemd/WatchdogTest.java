package io.processmaster.daemon.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatchdogTest {
    @ParameterizedTest
    @CsvSource({
        "30000000, 77, PT30S",
        "500000,     , PT0.5S",
        "30000000, 78, ",
        "30000000, x,  ",
        "0,        77, ",
        "-5,       77, ",
        "soon,     77, ",
        "99999999999999999999, 77, ",
    })
    void theIntervalIsForTheNamedProcessOnly(String usec, String pid, Duration expected) {
        assertThat(Watchdog.interval(Optional.of(usec), Optional.ofNullable(pid), 77))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void withoutTheVariableNobodyWatches() {
        assertThat(Watchdog.interval(Optional.empty(), Optional.empty(), 77)).isEmpty();
    }
}
