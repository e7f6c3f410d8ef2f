package io.processmaster.daemon.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.processmaster.daemon.core.time.Moment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SdNotifyTest {
    @TempDir
    private Path directory;

    @Test
    void everyMessageArrivesAtASocketWithAPath() throws IOException {
        Path path = directory.resolve("notify");
        try (UnixDatagramChannel receiver = receiver(path.toString())) {
            SdNotify notify = notify(path.toString());
            notify.ready("12 apps run");
            assertThat(message(receiver)).isEqualTo("READY=1\nSTATUS=12 apps run");
            notify.reloading(new Moment(Instant.EPOCH, 12_345_678_999L));
            assertThat(message(receiver)).isEqualTo("RELOADING=1\nMONOTONIC_USEC=12345678");
            notify.status("two\nlines");
            assertThat(message(receiver)).isEqualTo("STATUS=two lines");
            notify.ping();
            assertThat(message(receiver)).isEqualTo("WATCHDOG=1");
            notify.stopping("bye");
            assertThat(message(receiver)).isEqualTo("STOPPING=1\nSTATUS=bye");
        }
    }

    @Test
    void anAbstractSocketIsMet() throws IOException {
        String name = "processmaster-test-" + ProcessHandle.current().pid() + "-" + directory.getFileName();
        try (UnixDatagramChannel receiver = receiver("\0" + name)) {
            notify("@" + name).ping();
            assertThat(message(receiver)).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    void aFullReceiverDoesNotHoldTheDaemonUp() throws IOException {
        Path path = directory.resolve("notify");
        try (UnixDatagramChannel receiver = receiver(path.toString())) {
            SdNotify notify = notify(path.toString());
            for (int i = 0; i < 5_000; i++) {
                notify.ping();
            }
            assertThat(message(receiver)).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    void nobodyThereIsNoMatter() {
        SdNotify gone = notify(directory.resolve("gone").toString());
        SdNotify none = new SdNotify(Optional.empty(), Optional.of("1000000"), Optional.empty(), 1);
        SdNotify odd = notify("relative/path");
        SdNotify endless = notify("/" + "x".repeat(5_000));
        assertThatCode(() -> {
                    gone.ready("fine");
                    gone.ping();
                    none.ready("fine");
                    odd.ping();
                    endless.ping();
                })
                .doesNotThrowAnyException();
        assertThat(none.watchdogInterval()).isEmpty();
    }

    @Test
    void theWatchdogIntervalIsWhatSystemdSays() {
        SdNotify notify = new SdNotify(Optional.of("@x"), Optional.of("20000000"), Optional.of("5"), 5);
        assertThat(notify.watchdogInterval()).contains(Duration.ofSeconds(20));
    }

    private static SdNotify notify(String socket) {
        return new SdNotify(Optional.of(socket), Optional.empty(), Optional.empty(), 1);
    }

    private static UnixDatagramChannel receiver(String path) throws IOException {
        UnixDatagramChannel channel = UnixDatagramChannel.open();
        channel.bind(new UnixSocketAddress(path));
        return channel;
    }

    private static String message(UnixDatagramChannel receiver) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4_096);
        receiver.receive(bytes);
        bytes.flip();
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
