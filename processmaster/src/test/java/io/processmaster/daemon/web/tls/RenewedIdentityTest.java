package io.processmaster.daemon.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.tls.MadeCertificate;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What new connections see when the files change. */
final class RenewedIdentityTest {
    private static final int ROUNDS = 1_000;

    @TempDir
    private static Path scratch;

    private static MadeCertificate first;
    private static MadeCertificate second;

    @TempDir
    private Path directory;

    private Path chain;
    private Path key;
    private long now;
    private final List<String> news = new ArrayList<>();
    private RenewedIdentity identity;

    @BeforeAll
    static void make() {
        first = MadeCertificate.onCurve(scratch);
        second = MadeCertificate.by(scratch, "RSA", "-keysize", "2048");
    }

    @BeforeEach
    void open() throws Exception {
        chain = directory.resolve("chain.pem");
        key = directory.resolve("key.pem");
        put(first.certificate(), first.key());
        identity = RenewedIdentity.of(chain, key, () -> now, new TlsNews() {
            @Override
            public void renewed(Instant validUntil) {
                news.add("renewed");
            }

            @Override
            public void refused(String why) {
                news.add(why);
            }
        });
    }

    private void put(String certificates, String keys) throws IOException {
        MadeCertificate.write(chain, certificates);
        MadeCertificate.write(key, keys);
    }

    private void pass() {
        now += RenewedIdentity.PERIOD.toNanos();
    }

    @Test
    void newFilesAreInForceAfterAMinute() throws Exception {
        assertThat(served("TLSv1.3")).isEqualTo("EC");
        put(second.certificate(), second.key());
        assertThat(served("TLSv1.3")).isEqualTo("EC");
        pass();
        assertThat(served("TLSv1.2")).isEqualTo("RSA");
        assertThat(served("TLSv1.3")).isEqualTo("RSA");
        assertThat(news).containsExactly("renewed");
        pass();
        assertThat(served("TLSv1.3")).isEqualTo("RSA");
        assertThat(news).hasSize(1);
    }

    @Test
    void badFilesChangeNothingAndAreToldOnce() throws Exception {
        put(second.certificate(), first.key());
        for (int i = 0; i < 3; i++) {
            pass();
            assertThat(served("TLSv1.3")).isEqualTo("EC");
        }
        assertThat(news).singleElement().asString().contains("is not the one of it");
        put(second.certificate(), second.key());
        pass();
        assertThat(served("TLSv1.3")).isEqualTo("RSA");
        assertThat(news).hasSize(2).last().isEqualTo("renewed");
    }

    @Test
    void aHandshakeThatBeganWithTheOldOnesEndsWithThem() throws Exception {
        String alias = identity.chooseEngineServerAlias("EC", null, null);
        put(second.certificate(), second.key());
        pass();
        assertThat(identity.chooseEngineServerAlias("EC", null, null)).isNull();
        assertThat(identity.getPrivateKey(alias).getAlgorithm()).isEqualTo("EC");
        assertThat(identity.getCertificateChain(alias)[0].getPublicKey().getAlgorithm())
                .isEqualTo("EC");
        assertThat(identity.current().key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void olderVersionsAreNotSpoken() {
        SSLContext context = TlsContext.of(identity);
        assertThat(context.getDefaultSSLParameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(context.createSSLEngine().getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThatThrownBy(() -> served("TLSv1.1")).isInstanceOf(SSLException.class);
    }

    @Test
    void anIdentityOfEdwardsIsServed() throws Exception {
        MadeCertificate edwards = MadeCertificate.by(scratch, "Ed25519");
        put(edwards.certificate(), edwards.key());
        pass();
        assertThat(served("TLSv1.3")).isEqualTo("EdDSA");
    }

    /** The algorithm of the certificate that a client of that version is shown. */
    private String served(String version) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustingAll()}, new SecureRandom());
        SSLEngine client = trusting.createSSLEngine();
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {version});
        SSLEngine server = TlsContext.of(identity).createSSLEngine();
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < ROUNDS && !(isOver(client) && isOver(server)); i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        Certificate shown = client.getSession().getPeerCertificates()[0];
        assertThat(client.getSession().getProtocol()).isEqualTo(version);
        return shown.getPublicKey().getAlgorithm();
    }

    private static boolean isOver(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        } else if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
            in.flip();
            engine.unwrap(in, ByteBuffer.allocate(1 << 16));
            in.compact();
        }
    }

    private static final class TrustingAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
