package io.processmaster.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MethodTest {
    @ParameterizedTest
    @EnumSource
    void namesOnTheWireAreSnakeCaseAndFindTheirMethod(Method method) {
        assertThat(method.wireName()).matches("[a-z]+(_[a-z]+)*");
        assertThat(Method.named(method.wireName())).contains(method);
        assertThat(method.results()).isNotEmpty().allMatch(key -> key.matches("[a-z]+(_[a-z]+)*"));
        assertThat(method.params().stream().map(Param::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void errorKindsAreFoundByTheirNamesOnTheWire(ErrorKind kind) {
        assertThat(kind.wireName()).matches("[a-z]+(_[a-z]+)*");
        assertThat(ErrorKind.named(kind.wireName())).contains(kind);
    }

    @Test
    void unknownNamesFindNothing() {
        assertThat(Method.named("STATUS")).isEmpty();
        assertThat(ErrorKind.named("")).isEmpty();
    }

    @Test
    void codesAreThoseOfTheContract() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number))
                .containsExactlyInAnyOrder(-32700, -32600, -32601, -32602, -32000, -32001);
    }
}
