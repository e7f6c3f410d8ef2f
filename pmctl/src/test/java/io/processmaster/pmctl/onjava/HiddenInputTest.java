package io.processmaster.pmctl.onjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenInputTest {
    private static HiddenInput of(byte[] bytes) {
        return new HiddenInput(new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "'secret\nmore\n',secret",
        "secret,secret",
        "'secret\r\n',secret",
        "'a\rb\n','a\rb'",
        "'\nx',''",
        "'',''",
        "'pä 🔑\n','pä 🔑'"
    })
    void theFirstLineIsRead(String input, String line) throws IOException {
        assertThat(of(input.getBytes(StandardCharsets.UTF_8)).line()).isEqualTo(line.toCharArray());
    }

    @Test
    void whatCannotBeAPasswordIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> of(new byte[] {'a', (byte) 0xc3, '\n'}).line())
                .isInstanceOf(IOException.class)
                .hasMessage("the line is not UTF-8");
        assertThatThrownBy(() ->
                        of("x".repeat(5000).getBytes(StandardCharsets.UTF_8)).line())
                .isInstanceOf(IOException.class)
                .hasMessage("the line is longer than 1024 bytes");
    }
}
