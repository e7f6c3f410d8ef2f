package io.processmaster.daemon.rpc;

import io.processmaster.common.rpc.Bounds;
import java.time.Duration;

/**
 * How much clients may take of the daemon.
 *
 * @param connections open at a time
 * @param streams followed at a time
 * @param requestBytes of one line, its end not counted
 * @param idle how long a connection may say nothing
 * @param halfLine how long a line may take from its first byte to its end
 * @param write how long a client may take to accept one reply or notification
 * @param close how long requests may go on when the server closes
 */
public record RpcLimits(
        int connections,
        int streams,
        int requestBytes,
        Duration idle,
        Duration halfLine,
        Duration write,
        Duration close) {
    /** What the daemon runs with. */
    public static final RpcLimits STANDARD = new RpcLimits(
            256,
            64,
            Bounds.REQUEST_BYTES,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
}
