package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers Host are answered. */
final class HostRuleTest {
    private final HostRule loopback = new HostRule("127.0.0.2", List.of("console.example.org", "192.0.2.7"));
    private final HostRule open = new HostRule("0:0:0:0:0:0:0:0", List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost", "LocalHost", "localhost:9001", "localhost.", "localhost.:9001", "127.0.0.1",
                "127.0.0.1:9001", "127.0.0.2:1", "[::1]", "[::1]:65535", "[0:0:0:0:0:0:0:1]", "[::0001]:80",
                "console.example.org", "CONSOLE.example.org.:443", "192.0.2.7:8443"
            })
    void theOwnNamesAreTaken(String host) {
        assertThat(loopback.accepts(host)).isTrue();
        assertThat(open.accepts(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.3",
                "[::2]",
                "192.0.2.8",
                "xconsole.example.org",
                "console.example.org.evil.example",
                "a_b.example:80"
            })
    void othersAreForeignOnALoopbackAddressOnly(String host) {
        assertThat(loopback.accepts(host)).isFalse();
        assertThat(open.accepts(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                ":80",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "localhost:-1",
                "localhost:080",
                "localhost:80:80",
                "localhost:x",
                "localhost: 80",
                " localhost",
                "localhost ",
                "localhost\t",
                "localhost\r\nX: y",
                "localhost\n",
                "localhost\0",
                "evil@localhost",
                "localhost@evil",
                "a:b@localhost",
                "localhost,evil",
                "localhost, localhost",
                "localhost/",
                "localhost/x",
                "localhost?x",
                "localhost#x",
                "http://localhost",
                "//localhost",
                "localhost..",
                ".localhost",
                "a..b",
                "-a",
                "a-",
                "*",
                "*.example.org",
                "%6cocalhost",
                "localhost%00",
                "127.1",
                "127.0.0.01",
                "0x7f.0.0.1",
                "2130706433",
                "127.0.0.1.",
                "::1",
                "[::1",
                "::1]",
                "[::1]x",
                "[::1]x:80",
                "[::1]:",
                "[::1]:0",
                "[[::1]]",
                "[localhost]",
                "[127.0.0.1]",
                "[fe80::1%25lo]",
                "[]",
                "[",
                "]",
                "ｌocalhost",
                "localhost\u3002",
                "lοcalhost",
                "\\localhost"
            })
    void whatIsNoHostIsTakenNowhere(String host) {
        assertThat(loopback.accepts(host)).isFalse();
        assertThat(open.accepts(host)).isFalse();
    }

    @Test
    void aLongOneIsNot() {
        assertThat(open.accepts("a".repeat(64))).isFalse();
        assertThat(open.accepts("a.".repeat(1 << 19) + "a")).isFalse();
    }
}
