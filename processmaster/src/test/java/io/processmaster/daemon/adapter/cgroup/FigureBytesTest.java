package io.processmaster.daemon.adapter.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FigureBytesTest {
    private static FigureBytes text(String text) {
        return new FigureBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aSingleNumberAndAWord() {
        assertThat(text("4096\n").number()).hasValue(4096);
        assertThat(text("max\n").number()).isEmpty();
        assertThat(text("").number()).isEmpty();
        assertThat(text("1234567890123456789012\n").number()).isEmpty();
    }

    @Test
    void aFieldIsFoundByItsWholeName() {
        FigureBytes stat = text("usage_usec 5\nuser_usec 3\nnr_throttled 1\nthrottled_usec 9");
        assertThat(stat.field("usage_usec")).hasValue(5);
        assertThat(stat.field("throttled_usec")).hasValue(9);
        assertThat(stat.field("usec")).isEmpty();
        assertThat(stat.field("throttled")).isEmpty();
    }

    @Test
    void theTotalsOfPressure() {
        FigureBytes pressure = text("some avg10=0.00 avg60=0.35 avg300=1.78 total=10382\nfull avg10=0.00 total=7\n");
        assertThat(pressure.inLine("some", "total=")).hasValue(10382);
        assertThat(pressure.inLine("full", "total=")).hasValue(7);
        assertThat(pressure.inLine("none", "total=")).isEmpty();
    }

    @Test
    void theTrafficOfAllDevicesTogether() {
        FigureBytes io =
                text("8:0 rbytes=10 wbytes=20 rios=1 wios=2 dbytes=5 dios=1\n254:1 rbytes=1 wbytes=2 rios=3 wios=4\n");
        assertThat(io.sum("rbytes=")).hasValue(11);
        assertThat(io.sum("wbytes=")).hasValue(22);
        assertThat(io.sum("rios=")).hasValue(4);
        assertThat(io.sum("wios=")).hasValue(6);
        assertThat(text("8:0 \n").sum("rbytes=")).hasValue(0);
    }
}
