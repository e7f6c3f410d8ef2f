package io.processmaster.daemon.adapter.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is left of an intent to rotate is read as one that means the same when it is written, or is refused. */
public final class IntentFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(IntentFuzzTest.class, IntentFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        Intent.Found found;
        try {
            found = Intent.read(new String(input, StandardCharsets.UTF_8));
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("it is damaged: ");
            return;
        }
        try {
            assertThat(Intent.read(found.intent().text()).intent()).isEqualTo(found.intent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
