package io.processmaster.daemon.adapter.systemd;

import io.processmaster.daemon.adapter.posix.UnixAddress;
import io.processmaster.daemon.adapter.posix.UnixSocket;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.ServiceManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks systemd's notification protocol: datagrams to the socket that {@code NOTIFY_SOCKET} names.
 *
 * <p>A failure is logged once until it works again, and changes nothing else. See {@code sd_notify(3)}.
 */
public final class SdNotify implements ServiceManager {
    /** A longer status is cut, in characters. */
    static final int MAX_STATUS = 512;

    // What fits into sockaddr_un with the zero byte at its end.
    private static final int MAX_ADDRESS = 107;

    private static final Logger LOG = LoggerFactory.getLogger(SdNotify.class);

    private final Optional<String> socket;
    private final Optional<Duration> interval;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Sends nothing when there is no socket.
     *
     * @param notifySocket {@code NOTIFY_SOCKET}: an absolute path, or {@code @} and a name
     * @param watchdogUsec {@code WATCHDOG_USEC}
     * @param watchdogPid {@code WATCHDOG_PID}
     * @param ownPid number of this process
     */
    public SdNotify(
            Optional<String> notifySocket, Optional<String> watchdogUsec, Optional<String> watchdogPid, long ownPid) {
        socket = notifySocket.filter(SdNotify::isAddress);
        interval = socket.flatMap(path -> Watchdog.interval(watchdogUsec, watchdogPid, ownPid));
        if (notifySocket.isPresent() && socket.isEmpty()) {
            LOG.warn(
                    "telling systemd: NOTIFY_SOCKET is neither an absolute path nor an abstract name (nothing is told)");
        }
    }

    @Override
    public void ready(String status) {
        send("READY=1\nSTATUS=" + line(status));
    }

    @Override
    public void reloading(Moment now) {
        send("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(now.nanos()));
    }

    @Override
    public void stopping(String status) {
        send("STOPPING=1\nSTATUS=" + line(status));
    }

    @Override
    public void status(String text) {
        send("STATUS=" + line(text));
    }

    @Override
    public void ping() {
        send("WATCHDOG=1");
    }

    @Override
    public Optional<Duration> watchdogInterval() {
        return interval;
    }

    private static boolean isAddress(String text) {
        return text.length() > 1
                && text.length() <= MAX_ADDRESS
                && (text.startsWith("/") || text.startsWith("@"))
                && text.indexOf('\0') < 0;
    }

    private static String line(String text) {
        String flat = text.replaceAll("\\p{Cntrl}", " ");
        return flat.substring(0, Math.min(flat.length(), MAX_STATUS));
    }

    private void send(String message) {
        if (socket.isEmpty()) {
            return;
        }
        try {
            deliver(socket.get(), message);
            failing.set(false);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (!failing.getAndSet(true)) {
                LOG.warn("telling systemd through {}: {} (going on)", socket.get(), String.valueOf(e.getMessage()));
            }
        }
    }

    // A socket of its own for each message: nothing stays open that a child could inherit, and a restarted receiver is
    // met.
    private static void deliver(String name, String message) throws IOException {
        UnixAddress address =
                name.startsWith("@") ? UnixAddress.abstractName(name.substring(1)) : UnixAddress.file(Path.of(name));
        try (UnixSocket sender = UnixSocket.datagram()) {
            sender.connect(address);
            if (sender.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8))) == 0) {
                throw new IOException("the message was not taken");
            }
        }
    }
}
