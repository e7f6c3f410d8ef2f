package io.processmaster.common.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths of time as people write and read them. */
final class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "0ms, 0",
        "500ms, 500",
        "10s, 10000",
        "1m30s, 90000",
        "2h, 7200000",
        "1d, 86400000",
        "1d2h3m4s5ms, 93784005",
        "90m, 5400000",
        "999999999999ms, 999999999999",
        "36600d, 3162240000000"
    })
    void readsUnitsInDescendingOrder(String text, long millis) {
        assertThat(TimeSpan.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "ms",
                "-1s",
                "+1s",
                "1.5s",
                "10 s",
                " 10s",
                "10s ",
                "10S",
                "10sec",
                "1s1m",
                "1s1s",
                "1m5",
                "1w",
                "٣s",
                "1000000000000ms",
                "36601d",
                "36600d1ms"
            })
    void refusesEverythingElse(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999d", "213503982335d", "427007964670d", "999999999999h999999999999m"})
    void refusesWhatWouldOverflow(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0ms",
        "0, 0ms",
        "20, 20ms",
        "999, 999ms",
        "1000, 1s",
        "59999, 59s",
        "60000, 1m00s",
        "62000, 1m02s",
        "3600000, 1h00m",
        "93600000, 1d02h"
    })
    void showsTheTwoLargestUnits(long millis, String text) {
        assertThat(TimeSpan.text(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
