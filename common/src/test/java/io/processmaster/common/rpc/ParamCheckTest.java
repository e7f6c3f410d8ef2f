package io.processmaster.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamCheckTest {
    @Test
    void aStringIsBounded() {
        String longest = "x".repeat(Bounds.TEXT_CHARACTERS);
        assertThat(ParamCheck.problem(Method.WHY, JsonReader.readObject("{\"name\":\"" + longest + "\"}")))
                .isEmpty();
        assertThat(ParamCheck.problem(Method.WHY, JsonReader.readObject("{\"name\":\"x" + longest + "\"}")))
                .contains("\"name\" of why must be a string of 1 to 4096 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STATUS | {}",
                "STATUS | {\"names\":[]}",
                "STATUS | {\"names\":null}",
                "START | {\"names\":[\"a\",\"b\"],\"force\":true,\"wait\":false,\"timeout_ms\":1}",
                "EVENTS | {\"n\":10000}",
                "LOGS | {\"lines\":0}",
                "SIGNAL | {\"name\":\"a\",\"signal\":\"TERM\"}"
            })
    void whatFitsHasNoProblem(Method method, String params) {
        assertThat(ParamCheck.problem(method, JsonReader.readObject(params))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STATUS | {\"name\":\"a\"} | \"name\" is not a parameter of status (it takes names, brief)",
                "SERVER_VERSION | {\"x\":1} | \"x\" is not a parameter of server_version (it takes none)",
                "STOP | {} | \"names\" of stop is missing",
                "STOP | {\"names\":[]} | \"names\" of stop must have at least one element",
                "STOP | {\"names\":\"a\"} | \"names\" of stop must be a list of strings",
                "STOP | {\"names\":[1]} | \"names\" of stop must be a list of strings of 1 to 4096 characters",
                "STOP | {\"names\":[\"\"]} | \"names\" of stop must be a list of strings of 1 to 4096 characters",
                "WHY | {\"name\":null} | \"name\" of why is missing",
                "WHY | {\"name\":7} | \"name\" of why must be a string of 1 to 4096 characters",
                "WHY | {\"name\":\"\"} | \"name\" of why must be a string of 1 to 4096 characters",
                "UPDATE | {\"strict\":\"yes\"} | \"strict\" of update must be true or false",
                "EVENTS | {\"n\":0} | \"n\" of events must be a whole number from 1 to 10000",
                "EVENTS | {\"n\":1.5} | \"n\" of events must be a whole number from 1 to 10000",
                "EVENTS | {\"n\":99999999999999999999} | \"n\" of events must be a whole number from 1 to 10000",
                "EVENTS | {\"n\":\"5\"} | \"n\" of events must be a whole number from 1 to 10000"
            })
    void whatDoesNotFitIsToldByName(Method method, String params, String problem) {
        assertThat(ParamCheck.problem(method, JsonReader.readObject(params))).contains(problem);
    }
}
