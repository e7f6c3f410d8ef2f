package io.processmaster.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them, and what is none. */
final class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.255.0.9, 127.255.0.9, true",
        "0.0.0.0, 0.0.0.0, false",
        "192.0.2.255, 192.0.2.255, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "[::1], 0:0:0:0:0:0:0:1, true",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, true",
        "::, 0:0:0:0:0:0:0:0, false",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1, false",
        "::ffff:127.0.0.1, 127.0.0.1, true",
    })
    void anAddressHasOneSpelling(String text, String canonical, boolean loopback) {
        IpLiteral literal = IpLiteral.parse(text).orElseThrow();
        assertThat(literal.text()).isEqualTo(canonical);
        assertThat(literal.isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "1",
                "2130706433",
                "127.1",
                "127.0.0.01",
                "0x7f.0.0.1",
                "256.0.0.1",
                "1.2.3.4.",
                "1.2.3.4.5",
                " 127.0.0.1",
                "127.0.0.1\n",
                "[127.0.0.1]",
                "[]",
                "[::1",
                "::1]",
                "[[::1]]",
                "fe80::1%lo",
                ":::",
                "1::2::3",
                "g::1",
                ":",
                "a",
                "::1.2.3",
                "12345::"
            })
    void anythingElseIsNone(String text) {
        assertThat(IpLiteral.parse(text)).isEmpty();
    }
}
