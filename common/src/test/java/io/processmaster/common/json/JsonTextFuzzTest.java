package io.processmaster.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any text is JSON that comes back as it was written, or is refused; it may hold half pairs of surrogates. */
public final class JsonTextFuzzTest {
    private static final int MOST_VALUES = 20_000;

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(JsonTextFuzzTest.class, JsonTextFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as UTF-8, and those behind a first zero as UTF-16 instead. */
    public static void fuzzerTestOneInput(byte[] input) {
        boolean wide = input.length > 0 && input[0] == 0;
        String text = wide ? units(input) : new String(input, StandardCharsets.UTF_8);
        JsonValue value;
        try {
            value = JsonReader.read(text, MOST_VALUES);
        } catch (JsonException e) {
            assertThat(e.getMessage()).startsWith("not JSON at character ");
            return;
        }
        String written = value.compact();
        assertThat(written).doesNotContain("\n").doesNotContain("\r");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(written)).isTrue();
        assertThat(JsonReader.read(written, MOST_VALUES)).isEqualTo(value);
        if (value instanceof JsonNumber number) {
            assertThat(number.asDouble()).isNotNaN();
            whole(number);
        }
    }

    private static void whole(JsonNumber number) {
        try {
            assertThat(number.asLong() == number.asDouble() || Math.abs(number.asDouble()) > 1L << 53)
                    .isTrue();
        } catch (JsonException e) {
            assertThat(e.getMessage()).startsWith("not a whole number: ");
        }
    }

    private static String units(byte[] input) {
        StringBuilder text = new StringBuilder(input.length / 2);
        for (int i = 1; i + 1 < input.length; i += 2) {
            text.append((char) ((input[i] & 0xff) << Byte.SIZE | (input[i + 1] & 0xff)));
        }
        return text.toString();
    }
}
