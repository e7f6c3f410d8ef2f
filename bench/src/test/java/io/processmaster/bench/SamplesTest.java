package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SamplesTest {
    @Test
    void quantilesAreValuesThatWereMeasured() {
        Samples samples = new Samples(
                LongStream.rangeClosed(1, 100).map(i -> 101 - i).boxed().toList());
        assertThat(samples.quantile(0)).isEqualTo(1);
        assertThat(samples.median()).isEqualTo(50);
        assertThat(samples.quantile(0.95)).isEqualTo(95);
        assertThat(samples.quantile(1)).isEqualTo(100);
    }

    @Test
    void oneValueIsAllQuantiles() {
        Samples samples = new Samples(List.of(7L));
        assertThat(samples.median()).isEqualTo(7);
        assertThat(samples.quantile(0.95)).isEqualTo(7);
    }

    @Test
    void nothingMeasuredIsRefused() {
        assertThatThrownBy(() -> new Samples(List.of())).hasMessage("nothing was measured");
    }
}
