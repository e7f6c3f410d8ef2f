package io.processmaster.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {
    private static final int ROUNDS = 5_000;
    private static final String ALPHABET = "{}[]\",:\\u0123456789abcdefnrt -+.eE\n\u0000\u00e4\ud83d\ude00";

    @Test
    void everyValueComesBackAsItWasWritten() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            JsonValue value = value(new Random(seed), 0);
            String text = value.compact();
            assertThat(text).as("seed %d", seed).doesNotContain("\n");
            assertThat(JsonReader.read(text)).as("seed %d", seed).isEqualTo(value);
        }
    }

    @Test
    void damagedTextIsReadOrRefusedButNeverBreaksTheReader() {
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String damaged = damage(value(random, 0).compact(), random);
            try {
                JsonValue value = JsonReader.read(damaged);
                assertThat(JsonReader.read(value.compact())).as("seed %d", seed).isEqualTo(value);
            } catch (JsonException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
    }

    private static String damage(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(out.length() + 1);
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (at == out.length() || random.nextBoolean()) {
                out.insert(at, c);
            } else {
                out.setCharAt(at, c);
            }
        }
        return out.toString();
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBool(random.nextBoolean());
            case 2 -> JsonNumber.of(random.nextLong());
            case 3 -> new JsonText(text(random));
            case 4 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static JsonArray array(Random random, int depth) {
        List<JsonValue> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.add(value(random, depth + 1));
        }
        return new JsonArray(values);
    }

    private static JsonObject object(Random random, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(text(random), value(random, depth + 1));
        }
        return new JsonObject(members);
    }

    // Any UTF-16 unit may come, half pairs and control characters included.
    private static String text(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            out.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
        }
        return out.toString();
    }
}
