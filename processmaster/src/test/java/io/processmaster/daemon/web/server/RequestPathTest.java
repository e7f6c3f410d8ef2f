package io.processmaster.daemon.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.daemon.web.http.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @Test
    void segmentsAreDecodedOnce() throws Malformed {
        assertThat(RequestPath.segments("/")).isEmpty();
        assertThat(RequestPath.segments("/a/b")).containsExactly("a", "b");
        assertThat(RequestPath.segments("/a/")).containsExactly("a", "");
        assertThat(RequestPath.segments("/%61/%2561/%C3%A4+")).containsExactly("a", "%61", "ä+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "//",
                "//a",
                "/a//b",
                "/.",
                "/..",
                "/a/../b",
                "/%2e%2E/a",
                "/a/%2e",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a;b",
                "/a%3bb",
                "/%00",
                "/%0a",
                "/%7f",
                "/%ff",
                "/%c0%ae",
                "/%ed%a0%80",
                "/%",
                "/%a",
                "/%zz",
                "/%+1",
                "/ä",
                "/a b"
            })
    void whatCanBeReadInTwoWaysIsRefused(String path) {
        assertThatThrownBy(() -> RequestPath.segments(path)).isInstanceOf(Malformed.class);
    }
}
