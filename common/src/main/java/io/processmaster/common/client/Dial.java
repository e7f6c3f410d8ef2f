package io.processmaster.common.client;

import io.processmaster.common.client.DaemonUnreachable.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens the daemon's socket and tells apart why that may fail. */
final class Dial {
    private Dial() {}

    static Connection open(String socket) throws DaemonUnreachable {
        Path path;
        try {
            path = Path.of(socket);
        } catch (InvalidPathException e) {
            throw DialProblem.explain(socket, "not a path: " + e.getReason(), true);
        }
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new DaemonUnreachable(Reason.REFUSED, "opening a unix socket: " + e.getMessage());
        }
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            return new ChannelConnection(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            // The JDK has no exception classes of its own for these, and the text may be in another language.
            boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            throw DialProblem.explain(socket, String.valueOf(e.getMessage()), there);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was sent; the error that led here is the one to tell.
        }
    }
}
