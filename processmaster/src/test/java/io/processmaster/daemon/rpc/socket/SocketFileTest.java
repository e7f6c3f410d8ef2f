package io.processmaster.daemon.rpc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.units.FileMode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
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
