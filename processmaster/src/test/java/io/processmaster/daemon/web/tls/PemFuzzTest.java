package io.processmaster.daemon.web.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in the file of certificate and key, it is who the console is, or it is refused with the reason. */
public final class PemFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(PemFuzzTest.class, PemFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as those of a file with both. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            // Its mode is one that keeps others out.
            Path file = Files.createTempFile("identity", ".pem");
            try {
                Files.write(file, input);
                PemIdentity identity = PemIdentity.read(file, file);
                assertThat(identity.chain()).hasSizeBetween(1, PemIdentity.MOST_CERTIFICATES);
                identity.warning(Instant.EPOCH);
            } catch (BadIdentity e) {
                assertThat(e.getMessage()).startsWith("cannot ");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
