package io.processmaster.daemon.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.common.json.JsonException;
import io.processmaster.daemon.core.fleet.SavedFleet;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a damaged disk makes of the state file, it is refused or gives a fleet that is saved and loaded the same. */
public final class FleetJsonFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(FleetJsonFuzzTest.class, FleetJsonFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        FleetJson.Decoded decoded;
        try {
            decoded = FleetJson.decode(new String(input, StandardCharsets.UTF_8));
        } catch (JsonException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        FleetJson.Decoded again = FleetJson.decode(text(decoded.fleet()));
        assertThat(again.fleet()).isEqualTo(decoded.fleet());
        assertThat(again.faults()).isEmpty();
    }

    private static String text(SavedFleet fleet) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            FleetText.write(
                    fleet,
                    FleetText.NONE,
                    (from, to, out) -> {
                        throw new EOFException("there is no file before");
                    },
                    text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
