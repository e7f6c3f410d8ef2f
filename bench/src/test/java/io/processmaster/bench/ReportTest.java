package io.processmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    @Test
    void columnsAreAligned() {
        Report report = new Report();
        report.add(Row.durations("stop", new Samples(List.of(1_500_000L, 2_000_000L)), "20 ms"));
        report.add(Row.value("threads", "26", ""));
        assertThat(report.markdown())
                .isEqualTo(
                        """
                        | measured | n | median | min    | p95    | max    | target |
                        |----------|---|--------|--------|--------|--------|--------|
                        | stop     | 2 | 1.5 ms | 1.5 ms | 2.0 ms | 2.0 ms | 20 ms  |
                        | threads  | 1 | 26     |        |        |        |        |
                        """);
    }
}
