package io.processmaster.daemon.rpc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.units.FileMode;
import io.processmaster.daemon.adapter.posix.UnixAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SocketFileTest {
    @TempDir
    private Path directory;

    private SocketPlace place(Path path, int mode) throws IOException {
        int uid = (Integer) Files.getAttribute(directory, "unix:uid");
        int gid = (Integer) Files.getAttribute(directory, "unix:gid");
        return new SocketPlace(path, uid, gid, new FileMode(mode));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theSocketHasItsModeAndNothingElseIsLeft() throws IOException {
        Path path = directory.resolve("run/deep/pm.sock");
        try (Listener listener = Listener.open(place(path, 0640))) {
            assertThat(listener.path()).isEqualTo(path);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-r-----");
            assertThat(names(path.getParent())).containsExactly("pm.sock");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                    .isEqualTo("rwxr-xr-x");
        }
        assertThat(names(path.getParent())).isEmpty();
    }

    @Test
    void aLiveListenerIsNamedAndLeftAlone() throws IOException {
        Path path = directory.resolve("pm.sock");
        try (Listener first = Listener.open(place(path, 0600))) {
            assertThatExceptionOfType(AlreadyRunning.class)
                    .isThrownBy(() -> Listener.open(place(path, 0600)))
                    .withMessageContaining(
                            "already running (pid " + ProcessHandle.current().pid() + ")")
                    .satisfies(e -> assertThat((long) e.pid())
                            .isEqualTo(ProcessHandle.current().pid()));
            assertThat(first.path()).exists();
        }
    }

    @Test
    void aListenerWithoutRoomForOneMoreClientIsLeftAloneToo() throws IOException {
        Path path = directory.resolve("pm.sock");
        List<SocketChannel> clients = new ArrayList<>();
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(path), 1);
            while (fills(path, clients)) {
                assertThat(clients.size()).isLessThan(100);
            }
            assertThatExceptionOfType(AlreadyRunning.class)
                    .isThrownBy(() -> Listener.open(place(path, 0600)))
                    .withMessageContaining("already running");
            assertThat(names(directory)).containsExactly("pm.sock");
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    /** Whether there was room for one more client who waits. */
    private static boolean fills(Path path, List<SocketChannel> clients) throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        clients.add(client);
        client.configureBlocking(false);
        try {
            return client.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException full) {
            return false;
        }
    }

    @Test
    void aPathOfTheLongestKindIsTakenAndOneByteMoreIsNot() throws IOException {
        int room = UnixAddress.MAX_PATH_BYTES - directory.toString().length() - 1;
        Path longest = directory.resolve("x".repeat(room));
        try (Listener listener = Listener.open(place(longest, 0600));
                UnixSocketChannel client = UnixSocketChannel.open(new UnixSocketAddress(longest.toFile()))) {
            assertThat(listener.accept(Duration.ofSeconds(20))).hasValueSatisfying(Peer::close);
            assertThat(client.isConnected()).isTrue();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Listener.open(place(directory.resolve("x".repeat(room + 1)), 0600)))
                .withMessageContaining("108 bytes long, and the kernel takes 107");
    }

    @Test
    void aStaleSocketIsReplaced() throws IOException {
        Path path = directory.resolve("pm.sock");
        try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (Listener listener = Listener.open(place(path, 0600))) {
            assertThat(names(directory)).containsExactly("pm.sock");
            assertThat(listener.path()).isEqualTo(path);
        }
    }

    @Test
    void whatIsNotASocketIsLeftAlone() throws IOException {
        Path path = directory.resolve("pm.sock");
        Path precious = Files.writeString(directory.resolve("precious"), "keep me");
        Files.createSymbolicLink(path, precious);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Listener.open(place(path, 0600)))
                .withMessageContaining("not a socket");
        assertThat(precious).hasContent("keep me");
        assertThat(names(directory)).containsExactly("pm.sock", "precious");
    }

    @Test
    void aPathThatTheKernelCannotTakeIsToldAsSuch() {
        Path path = directory.resolve("x".repeat(120));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Listener.open(place(path, 0600)))
                .withMessageContaining("the kernel takes 107");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void closingLeavesTheSocketOfASuccessorAlone() throws IOException {
        Path path = directory.resolve("pm.sock");
        try (Listener first = Listener.open(place(path, 0600))) {
            Files.move(first.path(), directory.resolve("old"));
            Files.writeString(path, "of somebody else");
        }
        assertThat(path).hasContent("of somebody else");
    }
}
