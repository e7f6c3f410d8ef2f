package io.processmaster.daemon.control;

import java.time.Duration;

/**
 * Where a stream goes; it belongs to one follower thread, which drives it and returns when it is closed.
 *
 * <p>A follower with a descriptor of its own waits for it and {@link #descriptor} together and then asks {@link #isOpen}.
 * One that is fed by other threads waits in {@link #await}, and they call {@link #wake}.
 */
public interface FollowSink<T> {
    /** Stands for no {@link #descriptor}. */
    int NO_DESCRIPTOR = -1;

    /** Tells the client that its request is accepted; called once, before anything is offered. */
    void begin();

    /** Sends one item; false when the client is gone or too slow, and then the follower returns. */
    boolean offer(T item);

    /** Whether the stream goes on; false once the client hung up or asked for something else, or the daemon ends. */
    boolean isOpen();

    /** Becomes readable when {@link #isOpen} may have changed; not to be read or closed; or {@link #NO_DESCRIPTOR}. */
    int descriptor();

    /**
     * Takes what ends a wait of the follower's own, before its first one. A sink without a descriptor calls it when
     * {@link #isOpen} may have changed; it does not block, and may be called by any thread, also when all is over.
     */
    default void whenWaiting(Runnable wake) {}

    /** Waits until woken, until the client hangs up, or for {@code most}; the same as {@link #isOpen} afterwards. */
    boolean await(Duration most);

    /** Ends the current or the next {@link #await}; for any thread, at any time. */
    void wake();
}
