package io.processmaster.daemon.web.server;

import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
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
    private static final byte[] FULL = String.join(
                    "\r\n",
                    "HTTP/1.1 503 Service Unavailable",
                    "Retry-After: 10",
                    "Connection: close",
                    "Content-Length: 0",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);

    private final HttpOpenListener http;
    private final boolean secure;

    Admission(HttpOpenListener http, boolean secure) {
        this.http = http;
        this.secure = secure;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        if (http.getConnectorStatistics().getActiveConnections() >= HttpLimits.CONNECTIONS) {
            refuse(connection);
        } else {
            http.handleEvent(connection);
        }
    }

    private void refuse(StreamConnection connection) {
        try {
            if (!secure) {
                var unused = connection.getSinkChannel().write(ByteBuffer.wrap(FULL));
            }
        } catch (IOException e) {
            LOG.debug("refusing a connection: {}", e.toString());
        }
        IoUtils.safeClose(connection);
    }
}
