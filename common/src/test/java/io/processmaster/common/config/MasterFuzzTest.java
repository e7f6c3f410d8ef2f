package io.processmaster.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.common.spec.MasterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any file is a configuration of the daemon, the same one each time, or a list of problems with places. */
public final class MasterFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(MasterFuzzTest.class, MasterFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as those of a file. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Path file = Files.createTempFile("master", ".yaml");
            try {
                Files.write(file, input);
                Result<MasterSpec> result = MasterReader.read(file);
                assertThat(MasterReader.read(file)).isEqualTo(result);
                if (!result.isGood()) {
                    Sight.check(result.problems(), file.toString(), new String(input, StandardCharsets.UTF_8));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
