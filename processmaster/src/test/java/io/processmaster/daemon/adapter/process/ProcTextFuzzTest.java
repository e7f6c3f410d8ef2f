package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.daemon.core.launch.LaunchReport;
import io.processmaster.daemon.core.launch.ProcessLimits;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in /proc, where the user of an app chooses some of it, or in the report of a launch: no surprise. */
public final class ProcTextFuzzTest {
    private static final int LONGEST_ADDRESS = 45;

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(ProcTextFuzzTest.class, ProcTextFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as a file, or a line, or the report. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ProcStat.parse(text).ifPresent(stat -> assertThat(text).contains("(" + stat.name() + ")"));
        ProcessLimits limits = ProcessLimits.parse(text);
        assertThat(limits.within(limits).byName().keySet())
                .isEqualTo(limits.byName().keySet());
        for (String protocol : new String[] {"tcp", "udp"}) {
            text.lines().forEach(line -> SocketTable.entry(protocol, line)
                    .ifPresent(entry ->
                            assertThat(entry.address()).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST_ADDRESS)));
        }
        if (LaunchReport.parse(text) instanceof LaunchReport.Failed failed) {
            assertThat(failed.code()).isBetween(0, 999);
        }
    }
}
