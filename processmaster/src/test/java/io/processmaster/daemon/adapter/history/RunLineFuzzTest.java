package io.processmaster.daemon.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any line of a run history is a run that is written within bounds and read the same, or is passed over. */
public final class RunLineFuzzTest {
    private static final int LONGEST = 128 << 10;

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(RunLineFuzzTest.class, RunLineFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        RunLine.decode(new String(input, StandardCharsets.UTF_8)).ifPresent(run -> {
            String line = RunLine.encode(run);
            assertThat(line).doesNotContain("\n").hasSizeLessThan(LONGEST);
            // What is cut once needs no second cut.
            assertThat(RunLine.encode(RunLine.decode(line).orElseThrow())).isEqualTo(line);
        });
    }
}
