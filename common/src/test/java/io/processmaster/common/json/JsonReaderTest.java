package io.processmaster.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-12.5e+3",
                "1E9",
                "\"\"",
                "\"a b\"",
                "[]",
                "{}",
                "[1,[2,{\"a\":[]}],null]",
                "{\"a\":{\"b\":\"c\"},\"d\":[true,false]}",
                "\"\u00e4\u20ac\ud83d\ude00\""
            })
    void whatIsCompactAlreadyComesBackAsItWas(String text) {
        assertThat(JsonReader.read(text).compact()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,\"plain\"]}", "{\"\u00e4\u20ac\":\"\ud83d\ude00\"}", "{}"})
    void bytesAreReadAsTheTextThatTheyAre(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.readObject(bytes, 1, bytes.length - 1)).isEqualTo(JsonReader.readObject(text));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonReader.readObject(bytes, 1, bytes.length))
                .withMessageContaining("unexpected text after the value");
    }

    @Test
    void bytesOfAnotherValueAreNoObject() {
        byte[] bytes = "[1]".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonReader.readObject(bytes, 0, bytes.length))
                .withMessage("not an object");
    }

    @Test
    void namesThatComeBackAreReadAsThoseThatDoNot() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 2000; i++) {
            // More names than are remembered, some with escapes, and the same ones again later.
            String name = i % 7 == 0 ? "\\\"" + i % 700 : "n" + i % 700;
            text.append(i == 0 ? "" : ",")
                    .append("{\"again\":")
                    .append(i)
                    .append(",\"")
                    .append(name)
                    .append("\":{}}");
        }
        text.append(']');
        assertThat(JsonReader.read(text.toString()).compact()).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"\\u0041\\n\\t\\/\\\\\" | \"A\\n\\t/\\\\\"",
                " { \"a\" : [ 1 , 2 ] } | {\"a\":[1,2]}",
                "\"\\ud83d\\ude00\" | \"\ud83d\ude00\"",
                "\"\\ud83d\" | \"\\ud83d\"",
                "\"\\b\\f\\r\" | \"\\u0008\\u000c\\r\"",
                "\"\\u2028\" | \"\\u2028\"",
                "\"\\u007f\" | \"\\u007f\""
            })
    void escapesAndSpaceAreReadAndWrittenCanonically(String text, String canonical) {
        assertThat(JsonReader.read(text).compact()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "True",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "-",
                "NaN",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"a\nb\"",
                "\"\t\"",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "[1]x",
                "{} {}",
                "// 1",
                "\u0000",
                "\ufeff1"
            })
    void whatIsNotStrictlyJsonIsRefused(String text) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> JsonReader.read(text));
    }

    @Test
    void nestingIsBounded() {
        String deepest = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);
        assertThat(JsonReader.read(deepest).compact()).isEqualTo(deepest);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonReader.read("[".repeat(1_000_000)))
                .withMessageContaining("nested deeper than 64");
    }

    @Test
    void theNumberOfValuesCanBeBounded() {
        assertThat(JsonReader.read("[1,{\"a\":2}]", 4).compact()).isEqualTo("[1,{\"a\":2}]");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonReader.read("[1,{\"a\":2}]", 3))
                .withMessageContaining("more than 3 values");
    }

    @Test
    void theMessageSaysWhere() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonReader.read("{\"a\":1;}"))
                .withMessage("not JSON at character 7: ',' is expected");
    }

    @Test
    void aNumberKeepsItsDigits() {
        JsonObject read = JsonReader.readObject("{\"big\":123456789012345678901234567890,\"n\":9007199254740993}");
        assertThat(read.integer("n")).isEqualTo(9007199254740993L);
        assertThat(read.compact()).contains("123456789012345678901234567890");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> read.integer("big"))
                .withMessageContaining("not a whole number");
    }
}
