package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.port.OpenPorts.OpenPort;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real sockets of this process and of one that it forks. */
class ProcPortsTest {
    private static final int SELF = (int) ProcessHandle.current().pid();

    private final ProcPorts ports = new ProcPorts();

    private List<OpenPort> withNumber(int number, Integer... pids) {
        return ports.of(List.of(pids)).stream()
                .filter(port -> port.port() == number)
                .toList();
    }

    @Test
    void aListeningSocketIsFoundAndAConnectedOneIsNot() throws IOException {
        InetAddress local = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, local);
                Socket client = new Socket(local, server.getLocalPort());
                Socket taken = server.accept()) {
            List<OpenPort> found = withNumber(server.getLocalPort(), SELF);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).protocol()).isEqualTo("tcp");
            assertThat(found.get(0).address()).isEqualTo("127.0.0.1");
            assertThat(found.get(0).pid()).isEqualTo(SELF);
            assertThat(found.get(0).process()).isEqualTo("java");
            assertThat(withNumber(client.getLocalPort(), SELF)).isEmpty();
            assertThat(taken.isConnected()).isTrue();
            assertThat(ports.of(List.of(1 << 30))).as("nobody").isEmpty();
        }
    }

    @Test
    void socketsOfOthersAreNotKept() throws IOException {
        Path net = Path.of("/proc/self/net");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(SocketTable.read(net, inode -> true).orElseThrow())
                    .extracting(SocketTable.Entry::port)
                    .contains(server.getLocalPort());
            assertThat(SocketTable.read(net, inode -> false)).hasValue(List.of());
        }
    }

    @Test
    void aBoundDatagramSocketIsFound() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThat(withNumber(socket.getLocalPort(), SELF))
                    .extracting(OpenPort::protocol, OpenPort::address)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("udp", "127.0.0.1"));
        }
    }

    @Test
    void aSocketThatAChildHasToldIsFoundAsTheChilds() throws Exception {
        String program =
                """
                import socket, sys, os
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(1)
                if os.fork() == 0:
                    s.close(); s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(1)
                os.write(1, f'{os.getpid()} {s.getsockname()[1]}\\n'.encode())
                sys.stdin.read()
                """;
        Process parent;
        try {
            parent = new ProcessBuilder("python3", "-c", program).start();
        } catch (IOException e) {
            Assumptions.abort("needs python3");
            return;
        }
        try (var lines = parent.inputReader()) {
            String[] one = lines.readLine().split(" ", -1);
            String[] other = lines.readLine().split(" ", -1);
            int first = Integer.parseInt(one[0]);
            int second = Integer.parseInt(other[0]);
            assertThat(withNumber(Integer.parseInt(one[1]), first, second))
                    .extracting(OpenPort::pid)
                    .containsExactly(first);
            assertThat(withNumber(Integer.parseInt(other[1]), first, second))
                    .extracting(OpenPort::pid)
                    .containsExactly(second);
        } finally {
            parent.getOutputStream().close();
            parent.waitFor();
        }
    }

    @Test
    void aLineOfTheTableIsTakenApart() {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the lines are of such a host");
        String rest = " 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 539 1 0";
        assertThat(SocketTable.entry("tcp", "   0: 0100007F:1F90" + rest))
                .contains(new SocketTable.Entry("tcp", "127.0.0.1", 8080, 539));
        assertThat(address("00000000000000000000000000000000", rest)).isEqualTo("::");
        assertThat(address("00000000000000000000000001000000", rest)).isEqualTo("::1");
        assertThat(address("B80D0120000000000000000001000000", rest)).isEqualTo("2001:db8::1");
        assertThat(address("B80D0120000001000000010002000100", rest)).isEqualTo("2001:db8:1:0:1:0:1:2");
        assertThat(address("0000000000000000FFFF00000100007F", rest)).isEqualTo("127.0.0.1");
        assertThat(SocketTable.entry("udp", "   0: 0100007F:1F90" + rest)).isEmpty();
        assertThat(SocketTable.entry("tcp", "   0: nonsense" + rest)).isEmpty();
        assertThat(SocketTable.entry("tcp", "")).isEmpty();
    }

    private static String address(String digits, String rest) {
        return SocketTable.entry("tcp", "   0: " + digits + ":0050" + rest)
                .orElseThrow()
                .address();
    }
}
