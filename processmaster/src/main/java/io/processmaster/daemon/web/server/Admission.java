package io.processmaster.daemon.web.server;

import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** Lets connections in, and sends one too many away at once. */
final class Admission implements ChannelListener<StreamConnection> {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String FULL = String.join(
            "\r\n",
            "HTTP/1.1 503 Service Unavailable",
            "Retry-After: 10",
            "Connection: close",
            "Content-Length: 0",
            "");

    private final HttpOpenListener http;
    private final Newcomers<StreamConnection> newcomers;
    private final boolean secure;
    private final byte[] full;

    Admission(HttpOpenListener http, Newcomers<StreamConnection> newcomers, StandardHeaders headers, boolean secure) {
        this.http = http;
        this.newcomers = newcomers;
        this.secure = secure;
        full = (FULL + headers.lines() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        if (http.getConnectorStatistics().getActiveConnections() >= HttpLimits.CONNECTIONS) {
            refuse(connection);
            return;
        }
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        if (peer == null) {
            // It hung up already.
            IoUtils.safeClose(connection);
            return;
        }
        newcomers.add(peer, connection).ifPresent(Admission::oust);
        http.handleEvent(connection);
    }

    private static void oust(StreamConnection connection) {
        connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
    }

    private void refuse(StreamConnection connection) {
        try {
            if (!secure) {
                var unused = connection.getSinkChannel().write(ByteBuffer.wrap(full));
            }
        } catch (IOException e) {
            LOG.debug("refusing a connection: {}", e.toString());
        }
        IoUtils.safeClose(connection);
    }
}
