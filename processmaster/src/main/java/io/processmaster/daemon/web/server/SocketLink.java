package io.processmaster.daemon.web.server;

import io.processmaster.daemon.web.http.Link;
import io.processmaster.daemon.web.http.Visitor;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/** One WebSocket: texts wait here and are handed to the connection one at a time, on its I/O thread. */
final class SocketLink implements Link {
    private record Farewell(int code, String reason) {}

    private static final long FAREWELL_SECONDS = 5;
    private static final int SMALL_BYTES = 4 << 10;

    private final Visitor visitor;
    private final WebSocketChannel channel;
    private final Backlog backlog;
    private final Packing packing;
    private final boolean takesPacked;
    private final Deque<Packing.Parcel> waiting = new ArrayDeque<>();
    private final List<Runnable> onDrained = new ArrayList<>();
    private final List<Runnable> onClosed = new ArrayList<>();
    private volatile Consumer<String> onText = text -> {};
    private long waitingBytes;
    private boolean sending;
    private Optional<Farewell> farewell = Optional.empty();
    private boolean farewellSent;
    private boolean closed;
    private boolean pinging;
    private long progressAt = System.nanoTime();
    private volatile long heardAt = System.nanoTime();

    SocketLink(Visitor visitor, WebSocketChannel channel, Backlog backlog, Packing packing, boolean takesPacked) {
        this.visitor = visitor;
        this.channel = channel;
        this.backlog = backlog;
        this.packing = packing;
        this.takesPacked = takesPacked;
    }

    @Override
    public Visitor visitor() {
        return visitor;
    }

    @Override
    public boolean send(String text) {
        Packing.Parcel parcel = packing.of(text, takesPacked);
        synchronized (this) {
            boolean full = waiting.size() >= HttpLimits.LINK_TEXTS
                    || (waitingBytes > 0 && waitingBytes + parcel.size() > HttpLimits.LINK_BYTES);
            if (closed || farewell.isPresent() || full || !enter(parcel.size())) {
                return false;
            }
            if (waiting.isEmpty()) {
                progressAt = System.nanoTime();
            }
            waiting.add(parcel);
            waitingBytes += parcel.size();
        }
        onIoThread(this::sendNext);
        return true;
    }

    private boolean enter(int bytes) {
        boolean small = waiting.isEmpty() && bytes <= SMALL_BYTES;
        if (small) {
            backlog.force(bytes);
        }
        return small || backlog.enter(bytes);
    }

    private void onIoThread(Runnable work) {
        try {
            channel.getIoThread().execute(work);
        } catch (RejectedExecutionException e) {
            // The server is closed, and this link with it.
            IoUtils.safeClose(channel);
        }
    }

    private void sendNext() {
        Packing.Parcel next;
        synchronized (this) {
            if (sending || closed) {
                return;
            }
            if (waiting.isEmpty()) {
                sendFarewell();
                return;
            }
            sending = true;
            next = waiting.peek();
        }
        // Through the I/O thread again, or many texts that go out at once would call each other too deep.
        WebSocketCallback<Void> sent =
                Sent.then(() -> onIoThread(() -> taken(next.size())), () -> IoUtils.safeClose(channel));
        if (next.packed()) {
            WebSockets.sendBinary(next.bytes().duplicate(), channel, sent);
        } else {
            WebSockets.sendText(next.bytes().duplicate(), channel, sent);
        }
    }

    private void taken(int bytes) {
        List<Runnable> drained = List.of();
        synchronized (this) {
            sending = false;
            if (closed) {
                return;
            }
            waiting.poll();
            waitingBytes -= bytes;
            progressAt = System.nanoTime();
            if (waiting.isEmpty()) {
                drained = List.copyOf(onDrained);
                onDrained.clear();
            }
        }
        backlog.leave(bytes);
        drained.forEach(Runnable::run);
        sendNext();
    }

    private synchronized void sendFarewell() {
        if (farewell.isEmpty() || farewellSent) {
            return;
        }
        farewellSent = true;
        WebSockets.sendClose(
                farewell.get().code(),
                farewell.get().reason(),
                channel,
                Sent.then(() -> {}, () -> IoUtils.safeClose(channel)));
    }

    @Override
    public synchronized long waitingBytes() {
        return waitingBytes;
    }

    @Override
    public void whenDrained(Runnable room) {
        synchronized (this) {
            if (!waiting.isEmpty() && !closed) {
                onDrained.add(room);
                return;
            }
        }
        // Nothing waits here, so what was not taken was too much beside what waits for others.
        backlog.whenRoom(() -> onIoThread(room));
    }

    @Override
    public void whenText(Consumer<String> text) {
        onText = text;
    }

    void heard(String text) {
        heard();
        onText.accept(text);
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    @Override
    public void whenClosed(Runnable gone) {
        synchronized (this) {
            if (!closed) {
                onClosed.add(gone);
                return;
            }
        }
        gone.run();
    }

    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            if (closed || farewell.isPresent()) {
                return;
            }
            farewell = Optional.of(new Farewell(code, reason));
        }
        onIoThread(() -> {
            sendNext();
            try {
                var unused = channel.getIoThread()
                        .executeAfter(() -> IoUtils.safeClose(channel), FAREWELL_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                IoUtils.safeClose(channel);
            }
        });
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed && farewell.isEmpty();
    }

    /** The connection is gone. */
    void closed() {
        List<Runnable> gone;
        long dropped;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
            dropped = waitingBytes;
            waitingBytes = 0;
            onDrained.clear();
            gone = List.copyOf(onClosed);
            onClosed.clear();
        }
        backlog.leave(dropped);
        gone.forEach(Runnable::run);
    }

    /** Ends the link if its client is not there any more. */
    void check(long now) {
        boolean stalled;
        synchronized (this) {
            stalled = !waiting.isEmpty() && now - progressAt > HttpLimits.LINK_STALLED.toNanos();
        }
        if (stalled || now - heardAt > HttpLimits.IDLE.toNanos()) {
            onIoThread(() -> IoUtils.safeClose(channel));
        }
    }

    void ping() {
        onIoThread(() -> {
            if (!pinging && isOpen()) {
                pinging = true;
                WebSockets.sendPing(
                        ByteBuffer.allocate(0),
                        channel,
                        Sent.then(() -> onIoThread(() -> pinging = false), () -> IoUtils.safeClose(channel)));
            }
        });
    }
}
