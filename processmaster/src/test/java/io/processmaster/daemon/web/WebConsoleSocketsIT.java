package io.processmaster.daemon.web;

import static io.processmaster.daemon.web.ConsoleUnderTest.status;
import static io.processmaster.daemon.web.ConsoleUnderTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.web.access.Sessions;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets over real connections: who gets one, how long it lives, and how texts travel. */
final class WebConsoleSocketsIT {
    private static final String ROBOT = "Authorization: Bearer works";
    private static final String LOOKER = "Authorization: Bearer looks";
    // A close frame of the server begins with these bytes, its length, and its code.
    private static final String POLICY = "\u0003\u00f0";
    private ConsoleUnderTest console;

    @BeforeEach
    void open() throws IOException {
        console = new ConsoleUnderTest();
    }

    @AfterEach
    void close() {
        console.close();
    }

    private Socket webSocket(String... headers) throws IOException {
        return console.webSocket("/ws/test", headers);
    }

    @Test
    void aSessionOpensAWebSocketOnlyFromAPage() throws IOException {
        String cookie = console.session();
        try (Socket without = webSocket(cookie);
                Socket with = webSocket(cookie, "Origin: http://localhost")) {
            assertThat(until(without, "\r\n")).contains("403");
            assertThat(until(with, "welcome ann")).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void aWebSocketEndsWithTheTimeOfItsSessionThoughNobodyAsks() throws IOException {
        long begin = System.nanoTime();
        String cookie = console.session();
        Duration step = Duration.ofHours(8);
        Duration age = Duration.ZERO;
        while (age.plus(step).compareTo(Sessions.LONGEST) < 0) {
            console.age(step);
            age = age.plus(step);
            assertThat(status(console.ask("GET /api/v1/session", "", cookie))).isEqualTo(200);
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - begin);
        console.age(Sessions.LONGEST.minus(age).minus(passed).minusSeconds(2));

        try (Socket socket = webSocket(cookie, "Origin: http://localhost")) {
            assertThat(until(socket, "welcome ann")).startsWith("HTTP/1.1 101");
            assertThat(until(socket, "session has ended")).endsWith(POLICY + "the session has ended");
        }
    }

    @Test
    void aLargeTextIsPackedForWhoAskedForIt() throws IOException {
        String large = "all is well\u2026 ".repeat(5_000);
        try (Socket packed = console.webSocket("/ws/test?packed=gzip", ROBOT)) {
            until(packed, "welcome robot");
            assertThat(console.links.remove().send(large)).isTrue();
            try (Socket plain = webSocket(ROBOT)) {
                until(plain, "welcome robot");
                assertThat(console.links.remove().send(large)).isTrue();

                byte[] bytes = frame(packed, 0x82);
                assertThat(bytes.length).isLessThan(large.length() / 20);
                assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(large);
                assertThat(frame(plain, 0x81)).asString(StandardCharsets.UTF_8).isEqualTo(large);
            }
        }
    }

    /** The payload of the next frame, which has that first byte. */
    private static byte[] frame(Socket socket, int first) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readUnsignedByte()).isEqualTo(first);
        int length = in.readUnsignedByte();
        long real = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
        return in.readNBytes(Math.toIntExact(real));
    }

    @Test
    void manyWebSocketsAreWelcomeAndTheRestIsRefused() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                Socket socket = webSocket(ROBOT);
                open.add(socket);
                assertThat(until(socket, "welcome robot"))
                        .startsWith("HTTP/1.1 101")
                        .endsWith("welcome robot");
            }
            Socket tooMany = webSocket(ROBOT);
            open.add(tooMany);
            assertThat(until(tooMany, "\r\n")).contains("503");
            assertThat(status(console.ask("GET /api/v1/status", "", ROBOT))).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void aWebSocketNeedsTheRoleAndEndsWithTheConsole() throws IOException {
        try (Socket looker = webSocket(LOOKER);
                Socket foreign = webSocket(ROBOT, "Origin: http://evil");
                Socket robot = webSocket(ROBOT)) {
            assertThat(until(looker, "\r\n")).contains("403");
            assertThat(until(foreign, "\r\n")).contains("403");
            until(robot, "welcome robot");
            console.close();
            // A close frame of the server with code 1001.
            assertThat(until(robot, "\u0003\u00e9")).contains("\u0088").endsWith("\u0003\u00e9");
        }
    }
}
