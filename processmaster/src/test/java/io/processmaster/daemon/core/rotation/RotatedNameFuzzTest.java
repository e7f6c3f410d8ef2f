package io.processmaster.daemon.core.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any name of a file beside a log, which its app's user chooses, is exactly that of a rotated log or somebody else's. */
public final class RotatedNameFuzzTest {
    private static final String LOG = "o.log";

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(RotatedNameFuzzTest.class, RotatedNameFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as what follows the name of the log. */
    public static void fuzzerTestOneInput(byte[] input) {
        String name = LOG + "." + new String(input, StandardCharsets.UTF_8);
        RotatedName.parse(LOG, name).ifPresent(found -> {
            assertThat(found.text()).isEqualTo(name);
            String compressed = found.compress().text();
            assertThat(RotatedName.parse(LOG, compressed)).contains(found.compress());
            assertThat(name).doesNotContain("/", "\0").isNotEqualTo(RotatedName.ofCopy(LOG));
        });
    }
}
