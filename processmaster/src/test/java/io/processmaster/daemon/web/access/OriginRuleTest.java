package io.processmaster.daemon.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may talk to the console. */
final class OriginRuleTest {
    private final OriginRule rule = new OriginRule(List.of("console.example.org"));

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9001, localhost:9001",
        "https://localhost:9001, LOCALHOST:9001",
        "HTTP://LocalHost:9001, localhost.:9001",
        "http://[::1]:9001, [0:0:0:0:0:0:0:1]:9001",
        "http://pm.example, pm.example",
        "https://pm.example, pm.example",
        "http://pm.example:80, pm.example",
        "https://pm.example:443, pm.example",
        "https://pm.example, pm.example:443",
        "http://pm.example, pm.example:80",
        "https://console.example.org, 127.0.0.1:9001",
        "http://console.example.org, 127.0.0.1:9001",
        "https://console.example.org:9001, 127.0.0.1:9001",
    })
    void theConsoleItself(String origin, String host) {
        assertThat(rule.allows(origin, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9002, localhost:9001",
        "http://localhost, localhost:9001",
        "http://localhost:9001, localhost",
        "http://localhost:9001, 127.0.0.1:9001",
        "http://evil.example, pm.example",
        "http://pm.example.evil, pm.example",
        "https://pm.example, pm.example:80",
        "http://pm.example, pm.example:443",
        "https://console.example.org:3000, 127.0.0.1:9001",
        "https://sub.console.example.org, 127.0.0.1:9001",
        "https://console.example.org.evil.example, 127.0.0.1:9001",
    })
    void anotherPage(String origin, String host) {
        assertThat(rule.allows(origin, host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "NULL",
                "localhost",
                "localhost:9001",
                "//localhost:9001",
                "http:localhost:9001",
                "http:/localhost:9001",
                "http://",
                "http:// ",
                "http://localhost:9001/",
                "http://localhost:9001/x",
                "http://a@localhost:9001",
                "http://localhost:9001@evil.example",
                "http://localhost:9001?x",
                "http://localhost:9001#x",
                "http://localhost:9001, http://evil.example",
                "http://evil.example http://localhost:9001",
                "http://localhost:9001 ",
                " http://localhost:9001",
                "http://localhost:9001\r\nX: y",
                "http://localhost:9001\0",
                "ftp://localhost:9001",
                "file://localhost:9001",
                "chrome-extension://localhost:9001",
                "javascript://localhost:9001",
                "http://http://localhost:9001",
                "http://localhost:09001",
                "http://localhost:",
                "http://*",
                "*"
            })
    void whatIsNoOriginIsNotAllowed(String origin) {
        assertThat(rule.allows(origin, "localhost:9001")).isFalse();
        assertThat(rule.allows("http://localhost:9001", origin)).isEqualTo(origin.equals("localhost:9001"));
    }

    @Test
    void whatTheBrowserSaysOfThePage() {
        assertThat(List.of("cross-site", "Cross-Site", " cross-site ")).allMatch(OriginRule::isForeign);
        assertThat(List.of("same-origin", "same-site", "none", "")).noneMatch(OriginRule::isForeign);
    }
}
