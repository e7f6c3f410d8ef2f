package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any header Host has one reading at the most, and its spelling stands for itself. */
public final class HostPortFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(HostPortFuzzTest.class, HostPortFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as the characters of the header. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        HostPort.parse(text).ifPresent(found -> {
            boolean bare = found.host().contains(":");
            String host = bare ? "[" + found.host() + "]" : found.host();
            String again = found.port().isPresent() ? host + ":" + found.port().getAsInt() : host;
            assertThat(HostPort.parse(again)).contains(found);
            assertThat(found.host()).isNotEmpty().matches("[a-z0-9_.:-]+");
        });
    }
}
