package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.api.EventEntry;
import io.processmaster.common.tls.MadeCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console over https, with the files that a real daemon reads; and a daemon whose console cannot be opened. */
final class ConsoleTlsIT {
    // A daemon looks for new files once in a minute.
    private static final Duration RENEWAL = Duration.ofSeconds(60 + 30);

    private DaemonUnderTest daemon;
    private Path chain;
    private Path key;

    @BeforeEach
    void prepare() {
        daemon = DaemonUnderTest.prepare();
        Path directory = daemon.home().directory("tls");
        chain = directory.resolve("chain.pem");
        key = directory.resolve("key.pem");
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private void configure() {
        daemon.home().configureConsole("tls: {certificate: " + chain + ", key: " + key + "}");
    }

    private List<String> unavailable() {
        return daemon.remote().events().stream()
                .filter(event -> event.event().equals("console_unavailable"))
                .map(EventEntry::message)
                .toList();
    }

    private byte[] answerTo(byte[] bytes) throws IOException {
        try (Socket socket = RawHttp.at(daemon.home().consolePort()).open()) {
            socket.getOutputStream().write(bytes);
            return socket.getInputStream().readNBytes(7);
        }
    }

    private static boolean is(TlsClient client, MadeCertificate certificate) throws IOException {
        return client.ask("GET /").serial().equals(certificate.serial());
    }

    @Test
    void httpsIsSafeAndItsCertificateIsRenewedWithoutARestart() throws IOException {
        MadeCertificate first = MadeCertificate.onCurve(daemon.home().path());
        first.install(chain, key);
        configure();
        daemon.start();
        TlsClient client = new TlsClient(daemon.home().consolePort());
        Await.until("the console answers", () -> RawHttp.at(client.port()).isAnswered());

        TlsClient.Answer page =
                client.ask("GET /", "Accept: text/html", "Authorization: " + Caller.basic("admin", "admin"));
        assertThat(page.text()).startsWith("HTTP/1.1 200").contains("Strict-Transport-Security: max-age=31536000");
        assertThat(page.text().lines().filter(line -> line.startsWith("Set-Cookie: ")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("; Secure"));
        assertThat(page.serial()).isEqualTo(first.serial());
        assertThat(page.protocol()).isIn("TLSv1.2", "TLSv1.3");
        assertThat(client.ask("GET /").text()).startsWith("HTTP/1.1 401");

        // A greeting of a client that knows nothing newer than version 1.1, and the alert "protocol version".
        String hello = "160301002f" + "0100002b" + "0302" + "00".repeat(32) + "00" + "0004c009c00a" + "0100";
        assertThat(HexFormat.of().formatHex(answerTo(HexFormat.of().parseHex(hello))))
                .startsWith("15")
                .endsWith("0246");
        byte[] plain = answerTo("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(plain, StandardCharsets.US_ASCII)).doesNotContain("HTTP");

        MadeCertificate second = MadeCertificate.onCurve(daemon.home().path());
        second.install(chain, key);
        Await.until("the new certificate is shown", RENEWAL, () -> is(client, second), daemon.home()::output);
        assertThat(daemon.remote().events()).anyMatch(event -> event.event().contains("certificate_renewed"));
    }

    @Test
    void aKeyThatIsNoneLeavesTheDaemonAtItsWork() throws IOException {
        MadeCertificate.onCurve(daemon.home().path()).install(chain, key);
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        configure();
        daemon.home().defineShell("web", "exec sleep 1000");
        daemon.start();
        daemon.awaitPhase("web", "RUNNING");
        Await.until("the daemon tells why", () -> !unavailable().isEmpty());
        assertThat(unavailable())
                .singleElement()
                .asString()
                .contains(key.toString())
                .doesNotContain("AAAA");
        assertThat(RawHttp.at(daemon.home().consolePort()).isAnswered()).isFalse();
    }

    @Test
    @Finding(19)
    void aKeyThatOthersCanReadIsNotUsed() throws IOException {
        MadeCertificate.onCurve(daemon.home().path()).install(chain, key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        configure();
        daemon.start();
        Await.until("the daemon tells why", () -> !unavailable().isEmpty());
        assertThat(unavailable()).singleElement().asString().contains(key.toString(), "chmod");
        assertThat(RawHttp.at(daemon.home().consolePort()).isAnswered()).isFalse();
    }

    @Test
    @Finding(33)
    void aCertificateThatIsOutOfItsTimeIsToldOf() throws IOException {
        MadeCertificate.onCurve(daemon.home().path(), "-startdate", "-10d", "-validity", "5")
                .install(chain, key);
        configure();
        daemon.start();
        Await.until("the daemon tells of it", () -> daemon.remote().told("certificate_out_of_time", "expired at "));
    }

    @Test
    void aPortThatIsTakenLeavesTheDaemonAtItsWork() throws IOException {
        daemon.home().configureConsole();
        int port = daemon.home().consolePort();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.getLocalPort()).isEqualTo(port);
            daemon.home().defineShell("web", "exec sleep 1000");
            daemon.start();
            daemon.awaitPhase("web", "RUNNING");
            Await.until("the daemon tells why", () -> !unavailable().isEmpty());
            assertThat(unavailable()).singleElement().asString().contains(Integer.toString(port));
        }
    }
}
