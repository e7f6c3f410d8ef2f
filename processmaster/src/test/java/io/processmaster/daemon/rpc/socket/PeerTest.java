package io.processmaster.daemon.rpc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.processmaster.common.units.FileMode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeerTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int CROWD = 1_000;

    @TempDir
    private Path directory;

    private Listener listener;
    private SocketChannel client;
    private Peer peer;

    @BeforeEach
    void connect() throws IOException {
        int uid = (Integer) Files.getAttribute(directory, "unix:uid");
        int gid = (Integer) Files.getAttribute(directory, "unix:gid");
        listener = Listener.open(new SocketPlace(directory.resolve("pm.sock"), uid, gid, new FileMode(0600)));
        client = client();
        peer = listener.accept(LONG).orElseThrow();
    }

    @AfterEach
    void hangUp() throws IOException {
        peer.close();
        client.close();
        listener.close();
    }

    private SocketChannel client() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(listener.path()));
        return channel;
    }

    private CompletableFuture<Boolean> waiting() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return peer.awaitReadable(LONG);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void noBytesInTimeAreNone() throws IOException {
        assertThat(peer.read(ByteBuffer.allocate(10), SHORT)).isZero();
        assertThat(listener.accept(SHORT)).isEmpty();
    }

    @Test
    void aBufferWithoutRoomIsNotTakenForTheEnd() throws IOException {
        client.write(ByteBuffer.wrap(new byte[3]));
        assertThat(peer.read(ByteBuffer.allocate(0), LONG)).isZero();
        ByteBuffer two = ByteBuffer.allocate(5).position(1).limit(3);
        assertThat(peer.read(two, LONG)).isEqualTo(2);
        assertThat(two.hasRemaining()).isFalse();
        assertThat(peer.read(ByteBuffer.allocate(5), LONG)).isEqualTo(1);
    }

    @Test
    void aPeerThatNeverReadsHoldsNobodyForLongerThanAskedFor() throws IOException {
        ByteBuffer endless = ByteBuffer.allocate(8 << 20);
        assertThat(peer.write(endless, SHORT)).isFalse();
        assertThat(endless.position()).isBetween(1, endless.capacity() - 1);
        assertThat(endless.limit()).isEqualTo(endless.capacity());
    }

    @Test
    void whatIsWrittenInPiecesArrivesWhole() throws Exception {
        byte[] sent = new byte[3 << 20];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + i / 1000);
        }
        ByteBuffer whole = ByteBuffer.wrap(sent);
        CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> {
            try {
                return peer.write(whole, LONG);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        ByteBuffer heard = ByteBuffer.allocate(sent.length);
        while (heard.hasRemaining()) {
            assertThat(client.read(heard)).isPositive();
        }
        assertThat(written.get(40, TimeUnit.SECONDS)).isTrue();
        assertThat(heard.array()).isEqualTo(sent);
    }

    @Test
    void wakingEndsTheWaitOfNowOrTheNextOne() throws Exception {
        CompletableFuture<Boolean> now = waiting();
        peer.wake();
        assertThat(now.get(30, TimeUnit.SECONDS)).isFalse();
        peer.wake();
        peer.wake();
        assertThat(peer.awaitReadable(LONG)).isFalse();
        assertThat(peer.awaitReadable(SHORT)).isFalse();
    }

    @Test
    void wakingWhileItWritesIsMetByTheNextWait() throws Exception {
        CompletableFuture<Boolean> writing = CompletableFuture.supplyAsync(() -> {
            try {
                return peer.write(ByteBuffer.allocate(8 << 20), LONG);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        ByteBuffer some = ByteBuffer.allocate(1 << 20);
        assertThat(client.read(some)).isPositive();
        peer.wake();
        long heard = some.position();
        while (heard < 8 << 20) {
            some.clear();
            heard += client.read(some);
        }
        assertThat(writing.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.awaitReadable(LONG)).isFalse();
    }

    @Test
    void endingTheInputLetsItStillWrite() throws IOException {
        client.write(ByteBuffer.wrap(new byte[3]));
        peer.endInput();
        assertThat(peer.read(ByteBuffer.allocate(10), LONG)).isEqualTo(3);
        assertThat(peer.read(ByteBuffer.allocate(10), LONG)).isEqualTo(-1);
        assertThat(peer.write(ByteBuffer.wrap(new byte[2]), LONG)).isTrue();
        assertThat(client.read(ByteBuffer.allocate(10))).isEqualTo(2);
    }

    @Test
    void endingBothWaysEndsAWriteThatWaits() throws IOException {
        peer.endBoth();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> peer.write(ByteBuffer.wrap(new byte[2]), LONG))
                .withMessageContaining("Broken pipe");
        assertThat(peer.read(ByteBuffer.allocate(10), LONG)).isEqualTo(-1);
    }

    @Test
    void aPeerThatHungUpIsAnErrorAndNoSignal() throws IOException {
        client.close();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> peer.write(ByteBuffer.allocate(100), LONG))
                .withMessageContaining("Broken pipe");
    }

    @Test
    void closingEndsAWaitOfAnotherThreadAndItsNumberIsNotUsedAgain() throws Exception {
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            try {
                int count = 0;
                while (count == 0) {
                    count = peer.read(ByteBuffer.allocate(10), LONG);
                }
                return count;
            } catch (ClosedChannelException e) {
                return -1;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        peer.close();
        // Who gets the number of the closed socket has something to read at once.
        List<SocketChannel> others = new ArrayList<>();
        List<Peer> theirs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(client());
            others.get(i).write(ByteBuffer.wrap(new byte[5]));
            theirs.add(listener.accept(LONG).orElseThrow());
        }
        assertThat(reading.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
        for (int i = 0; i < 20; i++) {
            assertThat(theirs.get(i).read(ByteBuffer.allocate(10), LONG)).isEqualTo(5);
            theirs.get(i).close();
            others.get(i).close();
        }
    }

    @Test
    void afterClosingNothingIsDoneToAnybody() throws IOException {
        peer.close();
        try (SocketChannel next = client();
                Peer successor = listener.accept(LONG).orElseThrow()) {
            peer.endInput();
            peer.endBoth();
            peer.wake();
            peer.close();
            next.write(ByteBuffer.wrap(new byte[5]));
            assertThat(successor.read(ByteBuffer.allocate(10), LONG)).isEqualTo(5);
            assertThat(successor.write(ByteBuffer.wrap(new byte[5]), LONG)).isTrue();
        }
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> peer.write(ByteBuffer.wrap(new byte[5]), LONG));
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> peer.read(ByteBuffer.allocate(5), LONG));
    }

    @Test
    void aThousandConnectionsLeaveNoDescriptor() throws IOException {
        long before = descriptors();
        for (int i = 0; i < CROWD; i++) {
            try (SocketChannel next = client();
                    Peer its = listener.accept(LONG).orElseThrow()) {
                next.write(ByteBuffer.wrap(new byte[1]));
                assertThat(its.read(ByteBuffer.allocate(5), LONG)).isEqualTo(1);
            }
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before + 5);
    }

    @Test
    void aChildInheritsNoneOfIt() throws IOException {
        Path info = Path.of("/proc/self/fdinfo/" + peer.fd());
        String flags = Files.readString(info)
                .lines()
                .filter(line -> line.startsWith("flags:"))
                .findFirst()
                .orElseThrow();
        int set = Integer.parseInt(flags.substring("flags:".length()).strip(), 8);
        // O_CLOEXEC; and it never blocks, O_NONBLOCK.
        assertThat(set & 02004000).isEqualTo(02004000);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
