package io.processmaster.dist;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Talks to a server over TLS without asking whether it is the right one.
 *
 * @param port on the loopback address
 */
record TlsClient(int port) {
    /**
     * What came of a request.
     *
     * @param text head and body
     * @param serial of the server's certificate
     * @param protocol as TLS calls it
     */
    record Answer(String text, BigInteger serial, String protocol) {}

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Asks with these lines of a head, and reads until the server hangs up. */
    Answer ask(String requestLine, String... headers) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
                socket.setSoTimeout((int) Await.LIMIT.toMillis());
                String request = requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                X509Certificate server = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return new Answer(
                        text, server.getSerialNumber(), socket.getSession().getProtocol());
            }
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this host cannot speak TLS", e);
        }
    }
}
