package io.processmaster.daemon.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import io.processmaster.daemon.web.http.Cookies;
import io.processmaster.daemon.web.http.FormText;
import io.processmaster.daemon.web.http.Malformed;
import io.processmaster.daemon.web.http.PercentText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Any path, query, form or cookie is read in one way only, and what it gives names no other directory. */
public final class RequestTextFuzzTest {
    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(RequestTextFuzzTest.class, RequestTextFuzzTest::fuzzerTestOneInput);
    }

    /** The bytes as the characters of a request line or a header. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        path(text);
        form(text);
        Cookies.find(text, Cookies.SESSION)
                .ifPresent(value -> assertThat(text).contains(value).contains(Cookies.SESSION));
        decoded(text);
    }

    private static void path(String text) {
        try {
            for (String segment : RequestPath.segments(text)) {
                assertThat(segment).doesNotContain("/", "\\", "\0", ";").isNotIn(".", "..");
            }
            assertThat(text).startsWith("/");
        } catch (Malformed e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void form(String text) {
        try {
            Map<String, String> values = FormText.values(text);
            assertThat(values.size()).isLessThanOrEqualTo(FormText.MOST);
            StringBuilder again = new StringBuilder();
            values.forEach((name, value) -> again.append(again.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            if (!again.isEmpty()) {
                assertThat(FormText.values(again.toString())).isEqualTo(values);
            }
        } catch (Malformed e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void decoded(String text) {
        try {
            assertThat(PercentText.decoded(text, false)).doesNotContain("\0");
        } catch (Malformed e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
