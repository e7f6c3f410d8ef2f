package io.processmaster.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CPU shares as people write them and as the kernel reads them. */
final class CpuQuotaTest {
    @ParameterizedTest
    @CsvSource({
        "10m, 1000 100000",
        "100m, 10000 100000",
        "1500m, 150000 100000",
        "1, 100000 100000",
        "1.5, 150000 100000",
        "0.01, 1000 100000",
        "0.0109, 1000 100000",
        "64, 6400000 100000",
        "100000, 10000000000 100000",
        "MAX, max 100000",
        "max, max 100000"
    })
    void becomesQuotaAndPeriodInMicroseconds(String text, String kernelText) {
        assertThat(CpuQuota.parse(text).map(CpuQuota::kernelText)).contains(kernelText);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "0",
                "0m",
                "9m",
                "0.009",
                "-1",
                "1.5m",
                "1.",
                ".5",
                "1 m",
                "100%",
                "1e3",
                "100001",
                "1000000m0",
                "999999999m",
                "0.0000001",
                "1M"
            })
    void refusesWhatTheKernelWouldRefuseAndWhatIsNoShare(String text) {
        assertThat(CpuQuota.parse(text)).isEmpty();
    }

    @Test
    void cannotBeSmallerThanTheKernelAllows() {
        assertThatThrownBy(() -> new CpuQuota(9)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CpuQuota(10).isMax()).isFalse();
    }
}
