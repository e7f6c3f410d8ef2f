package io.processmaster.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.fuzz.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever comes in on the console's port: every answer has the headers that protect a browser, none is a fault, nothing is
 * given to somebody unknown, and the next one is served.
 */
public final class HttpFuzzTest {
    private static final List<String> PROTECTION = List.of(
            "Content-Security-Policy: default-src 'none'",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: ",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cache-Control: ");
    // Of the users and tokens of the console under test, in the forms in which they may come.
    private static final List<String> SECRETS = List.of("looks", "works", "secret", "yw5uonnly3jld");
    private static final Pattern HEAD =
            Pattern.compile("\\AHTTP/(?:0\\.9|1\\.[01]) ([1-5][0-9]{2}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]{1,9})\\r\\n");
    // What Undertow itself says to what is no proper request at all; there is nothing in it to protect.
    private static final Pattern EMPTY =
            Pattern.compile("((Connection: close|Content-Length: 0|Date: [A-Za-z0-9,: ]+)\r\n){2,3}");
    // Beyond it, one address has to wait for seconds.
    private static final int MOST_ATTEMPTS = 4;
    private static final Pattern ATTEMPT = Pattern.compile("basic|login");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** One console for all inputs. */
    private static final class Shared {
        private static final ConsoleUnderTest CONSOLE = open();

        private static ConsoleUnderTest open() {
            try {
                return new ConsoleUnderTest();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> kept() {
        return Corpus.replay(HttpFuzzTest.class, HttpFuzzTest::fuzzerTestOneInput);
    }

    /** Has everything loaded that is needed for the first time, so that it counts for no input. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(
                "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The bytes as all that a client sends before it closes its side. */
    public static void fuzzerTestOneInput(byte[] input) {
        String sent = new String(input, StandardCharsets.ISO_8859_1);
        String lower = sent.toLowerCase(Locale.ROOT);
        if (ATTEMPT.matcher(lower).results().count() > MOST_ATTEMPTS) {
            return;
        }
        try {
            String answers = new String(exchange(input), StandardCharsets.ISO_8859_1);
            examine(answers, sent, SECRETS.stream().anyMatch(lower::contains));
            String next = Shared.CONSOLE.ask("GET /api/v1/status", "", "Authorization: Bearer looks");
            assertThat(ConsoleUnderTest.status(next)).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shared.CONSOLE.control.asked.clear();
        Shared.CONSOLE.events.clear();
        Shared.CONSOLE.links.clear();
    }

    // From another address of loopback each time, so that none has to wait for what another one guessed.
    private static byte[] exchange(byte[] input) throws IOException {
        int n = NUMBER.incrementAndGet();
        byte[] own = {127, (byte) (1 + (n >> 16) % 250), (byte) (n >> 8), (byte) (1 + (n & 0x7f))};
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try (Socket socket = Shared.CONSOLE.connectFrom(InetAddress.getByAddress(own))) {
            try {
                socket.getOutputStream().write(input);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answers);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the server neither answers nor hangs up", e);
            } catch (IOException e) {
                // Hung up on with some of what was sent unread, which the system tells as a reset.
                return answers.toByteArray();
            }
        }
        return answers.toByteArray();
    }

    private static void examine(String answers, String sent, boolean known) {
        String rest = answers;
        while (!rest.isEmpty()) {
            Matcher head = HEAD.matcher(rest);
            assertThat(head.find()).as("an answer in %s", answers).isTrue();
            int status = Integer.parseInt(head.group(1));
            // The control of the tests has a bug of that name, which may be written with escapes.
            boolean bug = known && (sent.contains("bug") || sent.contains("\\u") || sent.contains("%"));
            assertThat(status).as(answers).isLessThan(status == 500 && bug ? 501 : 500);
            boolean improper = status == 400 && EMPTY.matcher(head.group(2)).matches();
            if (status != 100 && !improper) {
                assertThat(head.group(2)).contains(PROTECTION);
            }
            if (!known) {
                assertThat(status == 100 || status >= 400).as(answers).isTrue();
            }
            rest = rest.substring(head.end());
            Matcher length = LENGTH.matcher(head.group(2));
            boolean measured = status != 101 && length.find() && !sent.contains("HEAD");
            if (status != 100 && !measured) {
                return;
            }
            rest = rest.substring(status == 100 ? 0 : Math.min(rest.length(), Integer.parseInt(length.group(1))));
        }
    }
}
