package io.processmaster.daemon.web;

import static io.processmaster.daemon.web.ConsoleUnderTest.body;
import static io.processmaster.daemon.web.ConsoleUnderTest.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a proper request is refused, byte by byte. */
final class WebConsoleProtocolIT {
    private static final String ROBOT = "Authorization: Bearer works";
    private static final String JSON = "Content-Type: application/json";
    private ConsoleUnderTest console;

    @BeforeEach
    void open() throws IOException {
        console = new ConsoleUnderTest();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void aForeignHostIsRefused() throws IOException {
        String answer = console.raw("GET / HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n" + ROBOT + "\r\n\r\n");
        assertThat(status(answer)).isEqualTo(421);
        assertThat(status(console.raw("GET / HTTP/1.1\r\nConnection: close\r\n" + ROBOT + "\r\n\r\n")))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +2\r\n\r\n{}",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Host: other\r\nContent-Length: 2\r\n\r\n{}"
            })
    void aRequestThatTwoServersWouldReadDifferentlyEndsTheConnection(String rest) throws IOException {
        String answer = console.raw("POST /api/v1/update HTTP/1.1\r\nHost: localhost\r\n" + ROBOT + "\r\n" + JSON
                + "\r\n" + rest + "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\n" + ROBOT + "\r\n\r\n");
        assertThat(answer.split("HTTP/1.1 ", -1).length - 1).as(answer).isLessThanOrEqualTo(1);
        assertThat(answer.isEmpty() ? 400 : status(answer)).isBetween(400, 499);
        assertThat(console.control.asked).isEmpty();
    }

    @Test
    void whatIsTooMuchIsRefused() throws IOException {
        String large = console.raw("POST /api/v1/status HTTP/1.1\r\nHost: localhost\r\n" + ROBOT + "\r\n" + JSON
                + "\r\nContent-Length: 1048577\r\n\r\n");
        assertThat(status(large)).as(large).isEqualTo(413);
        assertThat(status(console.ask("GET /", "", ROBOT, "X: " + "a".repeat(17_000))))
                .isEqualTo(400);
        assertThat(status(console.ask("TRACE /", "", ROBOT))).isEqualTo(405);
        assertThat(status(console.ask("DELETE /api/v1/status", "", ROBOT))).isEqualTo(405);
        assertThat(status(console.ask("GET /api/v1/nothing", "", ROBOT))).isEqualTo(404);
        assertThat(status(console.ask("GET /api/v1/update", "", ROBOT, "X-HTTP-Method-Override: POST")))
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Host: localhost~ evil | 400
                    Host: localhost~Content-Length: 1~ 0 | 400
                    Host: localhost~Content-Length: 2~Transfer-Encoding:~ chunked | 400
                    Host: localhost~X-Note: one~ line | 200
                    """)
    void aLineThatGoesOnInTheNextOneIsReadAsOne(String head, int status) throws IOException {
        String answer = console.raw("GET /api/v1/status HTTP/1.1\r\n" + head.replace("~", "\r\n") + "\r\n" + ROBOT
                + "\r\nConnection: close\r\n\r\n");

        assertThat(status(answer)).as(answer).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "<script>alert(1)</script>\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n<script>alert(1)</script>\r\n\r\n",
            })
    void whatIsNoRequestIsAnsweredWithNothingThatABrowserCouldShow(String request) throws IOException {
        String answer = console.raw(request);

        // No answer at all is fine as well.
        assertThat(answer.isEmpty() ? 400 : status(answer)).as(answer).isBetween(400, 505);
        boolean ours =
                answer.contains("X-Content-Type-Options: nosniff") && answer.contains("Content-Security-Policy: ");
        assertThat(ours || answer.isEmpty() || body(answer).isEmpty())
                .as(answer)
                .isTrue();
        assertThat(answer).doesNotContain("<script");
    }

    @Test
    void noOtherProtocolIsSpoken() throws IOException {
        String h2c = console.ask("GET /api/v1/status", "", ROBOT, "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__");
        assertThat(status(h2c)).isEqualTo(200);
        String prior = console.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertThat(prior.isEmpty() ? 400 : status(prior)).as(prior).isBetween(400, 505);
        assertThat(status(console.ask("CONNECT localhost:1", "", ROBOT))).isBetween(400, 405);
        String whole = console.ask("GET http://evil/api/v1/status", "", ROBOT);
        assertThat(status(whole)).isEqualTo(400);
    }
}
