package io.processmaster.daemon.rpc;

import io.processmaster.common.rpc.Bounds;
import java.time.Duration;

/**
 * How much clients may take of the daemon.
 *
 * @param connections open at a time
 * @param streams followed at a time
 * @param requestBytes of one line, its end not counted
 * @param longLines lines longer than {@link #SHORT_LINE_BYTES} that are received or served at a time, by all clients together
 * @param idle how long a connection may say nothing
 * @param halfLine how long a line may take from its first byte to its end
 * @param write how long a client may take to accept one reply or notification
 * @param close how long requests may go on when the server closes
 */
public record RpcLimits(
        int connections,
        int streams,
        int requestBytes,
        int longLines,
        Duration idle,
        Duration halfLine,
        Duration write,
        Duration close) {
    /** What every connection may keep in memory without asking. */
    public static final int SHORT_LINE_BYTES = 16 * 1024;

    /** What the daemon runs with. */
    public static final RpcLimits STANDARD = new RpcLimits(
            256,
            64,
            Bounds.REQUEST_BYTES,
            4,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
}
