package io.processmaster.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes as people write them. */
final class DataSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512b, 512",
        "1k, 1000",
        "1kb, 1000",
        "1Ki, 1024",
        "64KiB, 65536",
        "10m, 10000000",
        "10M, 10000000",
        "10MiB, 10485760",
        "1.5GB, 1500000000",
        "0.5kib, 512",
        "1g, 1000000000",
        "1gib, 1073741824",
        "2T, 2000000000000",
        "1tib, 1099511627776",
        "9223372036854775806, 9223372036854775806"
    })
    void readsDecimalAndBinaryUnitsInAnyCase(String text, long bytes) {
        assertThat(DataSize.parse(text)).contains(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAX", "max", "Max"})
    void readsNoLimit(String text) {
        assertThat(DataSize.parse(text)).contains(DataSize.MAX);
        assertThat(DataSize.MAX.kernelText()).isEqualTo("max");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "k",
                "-1",
                "+1",
                "1.5",
                "1.5b",
                ".5k",
                "1.k",
                "1..5k",
                "10 m",
                "1kk",
                "1kiib",
                "1ib",
                "1p",
                "1e3",
                "0x10",
                "1,5k",
                "MAXI",
                "infinity",
                "٣",
                "9223372036854775807",
                "8388608TiB",
                "99999999999999999999"
            })
    void refusesEverythingElse(String text) {
        assertThat(DataSize.parse(text)).isEmpty();
    }

    @Test
    void refusesAnEndlessNumberWithoutReadingIt() {
        assertThat(DataSize.parse("9".repeat(1_000_000))).isEmpty();
    }

    @Test
    void cannotBeNegative() {
        assertThatThrownBy(() -> new DataSize(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
