package io.processmaster.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {
    private static final JsonObject SAMPLE = JsonObject.builder()
            .put("text", "a")
            .put("number", 7)
            .put("flag", true)
            .put("list", JsonArray.ofTexts(List.of("x", "y")))
            .put("none", Optional.empty())
            .put("object", JsonObject.builder().put("n", OptionalLong.of(1)).build())
            .build();

    @Test
    void membersKeepTheirOrder() {
        assertThat(SAMPLE.compact())
                .isEqualTo("{\"text\":\"a\",\"number\":7,\"flag\":true,\"list\":[\"x\",\"y\"],\"none\":null,"
                        + "\"object\":{\"n\":1}}");
    }

    @Test
    void whatIsBuiltStaysAsItIsWhenSomebodyGoesOnBuilding() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1);
        JsonObject first = builder.build();
        JsonObject second = builder.put("b", 2).put("a", 3).build();
        assertThat(builder.put("c", 4).build().compact()).isEqualTo("{\"a\":3,\"b\":2,\"c\":4}");
        assertThat(first.compact()).isEqualTo("{\"a\":1}");
        assertThat(second.compact()).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void nullAndMissingAreTheSameToAReader() {
        assertThat(SAMPLE.find("none")).isEmpty();
        assertThat(SAMPLE.find("absent")).isEmpty();
        assertThat(SAMPLE.bool("absent", true)).isTrue();
        assertThat(SAMPLE.findInteger("none")).isEmpty();
    }

    @Test
    void aWrongTypeIsToldByName() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> SAMPLE.integer("text"))
                .withMessage("\"text\" must be a number");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> SAMPLE.array("object"))
                .withMessage("\"object\" must be a list");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> SAMPLE.text("absent"))
                .withMessage("\"absent\" is missing");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> SAMPLE.array("list").longs())
                .withMessage("\"element\" must be a number");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1.5, 1.50",
        "-0.25, -0.25",
        "-0.001, 0",
        "12.999, 13",
        "1e3, 1000",
        "NaN, 0",
        "Infinity, 0",
        "3.05, 3.05"
    })
    void numbersAreWrittenWithTwoDecimalsAtTheMost(double value, String literal) {
        assertThat(JsonNumber.of(value).compact()).isEqualTo(literal);
    }
}
