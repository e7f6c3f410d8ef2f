package io.processmaster.daemon.web;

import io.processmaster.common.auth.HtpasswdEntry;
import io.processmaster.common.auth.Role;
import io.processmaster.common.auth.TokenEntry;
import io.processmaster.common.auth.TokenHash;
import io.processmaster.common.spec.ConsoleSpec;
import io.processmaster.daemon.RecordedEvents;
import io.processmaster.daemon.control.ConsoleLog;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.TimeSource;
import io.processmaster.daemon.rpc.Dispatcher;
import io.processmaster.daemon.rpc.ScriptedControl;
import io.processmaster.daemon.rpc.handler.Handlers;
import io.processmaster.daemon.web.http.Link;
import io.processmaster.daemon.web.http.SocketRoute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console on a loopback port with a scripted control behind it, and the bytes of HTTP to talk to it. */
final class ConsoleUnderTest implements AutoCloseable {
    private static final int LIMIT_MS = 60_000;

    final ScriptedControl control = new ScriptedControl();
    final RecordedEvents events = new RecordedEvents();
    final Queue<Link> links = new ConcurrentLinkedQueue<>();
    private final AtomicLong sessionsAhead = new AtomicLong();
    private final int port;
    private final WebConsole console;

    ConsoleUnderTest() throws IOException {
        port = freePort();
        ConsoleSpec spec = new ConsoleSpec(
                "127.0.0.1",
                port,
                Optional.empty(),
                false,
                List.of(),
                List.of(HtpasswdEntry.of("ann", "secret".toCharArray(), 4)),
                Map.of(),
                List.of(
                        new TokenEntry("looker", hash("looks"), Role.VIEWER),
                        new TokenEntry("robot", hash("works"), Role.ADMIN)),
                false);
        SocketRoute socket = new SocketRoute("/ws/test", Role.OPERATOR, (link, ask) -> {
            links.add(link);
            link.whenText(text -> link.send("you said " + text));
            link.send("welcome " + link.visitor().name());
        });
        console = WebConsole.open(
                spec,
                new WebConsole.Parts(
                        new Dispatcher(Handlers.all(control)),
                        control.serverInfo(),
                        new Sites(List.of(), List.of(socket)),
                        new ConsoleLog(events, new StandingClock())),
                () -> System.nanoTime() + sessionsAhead.get());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static TokenHash hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return TokenHash.parse("sha256:" + HexFormat.of().formatHex(digest)).orElseThrow();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private record StandingClock() implements TimeSource {
        @Override
        public Moment now() {
            return new Moment(Instant.EPOCH, 0);
        }

        @Override
        public String bootId() {
            return "boot";
        }
    }

    /** Makes all sessions older, as if nobody had used them for so long. */
    void age(Duration time) {
        sessionsAhead.addAndGet(time.toNanos());
    }

    /** Logs ann in by the form and returns her cookie, as a line of a head. */
    String session() throws IOException {
        String answer = ask("POST /login", "user=ann&password=secret");
        Matcher id = Pattern.compile("pm_session=[^;]+").matcher(answer);
        if (!id.find()) {
            throw new AssertionError("ann was not let in: " + answer);
        }
        return "Cookie: " + id.group();
    }

    /** The beginning of a WebSocket at that path. */
    Socket webSocket(String path, String... headers) throws IOException {
        Socket socket = connect();
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + String.join("\r\n", headers) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static String basic(String user, String password) {
        String pair = user + ":" + password;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** A connection whose reads fail after a minute. */
    Socket connect() throws IOException {
        return connectFrom(InetAddress.getLoopbackAddress());
    }

    /** The same from another address of this host. */
    Socket connectFrom(InetAddress own) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, own, 0);
        socket.setSoTimeout(LIMIT_MS);
        return socket;
    }

    /** All that is answered until the server hangs up, which the request has to ask for. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    /** The answer to one request without credentials but for those among the headers. */
    String ask(String line, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return raw(request + "\r\n" + body);
    }

    /** What comes over a connection up to and with {@code end}, each byte as one character. */
    static String until(Socket socket, String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        int next = 0;
        while (heard.indexOf(end) < 0 && next >= 0) {
            next = socket.getInputStream().read();
            heard.append((char) next);
        }
        return heard.toString();
    }

    static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() {
        console.close();
    }
}
