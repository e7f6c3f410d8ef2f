package io.processmaster.daemon.web.http;

import java.util.function.Consumer;

/** One WebSocket, any thread may call; what is sent waits in a bounded queue until the client takes it. */
public interface Link {
    /** Who is at the other end. */
    Visitor visitor();

    /** Queues a text; false when it was not taken because too much waits already, or the link is closed. */
    boolean send(String text);

    /** Bytes that wait to be taken by the client. */
    long waitingBytes();

    /** Calls {@code room} once when everything that waits was taken; on an I/O thread, so it must not block. */
    void whenDrained(Runnable room);

    /** Hands over each text that the client sends; on an I/O thread, so it must not block. */
    void whenText(Consumer<String> text);

    /** Calls {@code gone} once, at once if it is closed already, when the link is closed by either side; must not block. */
    void whenClosed(Runnable gone);

    /** Closes it with a code of the protocol and a reason of at most 120 bytes. */
    void close(int code, String reason);

    /** Whether it is open. */
    boolean isOpen();
}
