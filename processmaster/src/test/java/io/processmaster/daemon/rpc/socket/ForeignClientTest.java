package io.processmaster.daemon.rpc.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.common.units.FileMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jnr.unixsocket.Credentials;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our end of the socket, seen by a client that is none of our code. */
@Timeout(30)
class ForeignClientTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void bothEndsKnowEachOtherAndTalkUntilEachHasEnded() throws IOException {
        int uid = (Integer) Files.getAttribute(directory, "unix:uid");
        int gid = (Integer) Files.getAttribute(directory, "unix:gid");
        int pid = (int) ProcessHandle.current().pid();
        Path path = directory.resolve("pm.sock");
        try (Listener listener = Listener.open(new SocketPlace(path, uid, gid, new FileMode(0600)));
                UnixSocketChannel client = UnixSocketChannel.open(new UnixSocketAddress(path.toFile()));
                Peer peer = listener.accept(SOON).orElseThrow()) {
            Credentials daemon = client.getOption(UnixSocketOptions.SO_PEERCRED);
            assertThat(daemon.getPid()).isEqualTo(pid);
            assertThat(daemon.getUid()).isEqualTo(uid);
            assertThat(peer.credentials()).isEqualTo(new PeerCredentials(pid, uid, gid));

            client.write(bytes("ping"));
            ByteBuffer heard = ByteBuffer.allocate(100);
            assertThat(peer.read(heard, SOON)).isEqualTo(4);
            assertThat(text(heard)).isEqualTo("ping");

            client.shutdownOutput();
            assertThat(peer.read(heard, SOON)).isEqualTo(-1);
            assertThat(peer.write(bytes("pong"), SOON)).isTrue();
            ByteBuffer answer = ByteBuffer.allocate(100);
            assertThat(client.read(answer)).isEqualTo(4);
            assertThat(text(answer)).isEqualTo("pong");

            peer.endBoth();
            assertThat(client.read(answer)).isEqualTo(-1);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        bytes.clear();
        return text;
    }
}
