package io.processmaster.common.client;

import io.processmaster.common.client.DaemonUnreachable.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens the daemon's socket and tells apart why that may fail. */
final class Dial {
    private Dial() {}

    static LineChannel open(Path socket) throws DaemonUnreachable {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new DaemonUnreachable(Reason.REFUSED, "opening a unix socket: " + e.getMessage());
        }
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new LineChannel(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw explain(socket, String.valueOf(e.getMessage()));
        }
    }

    // The JDK has no exception classes of its own for these; the text is strerror's, so the file is looked at as well.
    private static DaemonUnreachable explain(Path socket, String detail) {
        String what = "connecting to " + socket + ": ";
        if (detail.contains("ermission denied") || detail.contains("not permitted")) {
            return new DaemonUnreachable(
                    Reason.DENIED, what + "permission denied (run as root, or join the group that owns the socket)");
        }
        if (detail.contains("No such file") || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return new DaemonUnreachable(
                    Reason.ABSENT,
                    what
                            + "no such socket (start the daemon: systemctl start processmaster; or name its socket with --sock)");
        }
        if (detail.contains("refused")) {
            return new DaemonUnreachable(
                    Reason.REFUSED,
                    what + "nobody listens there (the daemon is down; start it: systemctl start processmaster)");
        }
        return new DaemonUnreachable(Reason.REFUSED, what + detail + " (check the path of the socket)");
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was sent; the error that led here is the one to tell.
        }
    }
}
