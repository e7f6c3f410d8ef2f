package io.processmaster.daemon.web.live;

import io.processmaster.common.api.LogChunk;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.daemon.control.FollowSink;
import io.processmaster.daemon.web.http.Link;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Log text for one link. When the client does not take it, its follower waits a moment; what comes after that is left
 * out until the client has taken everything, and then it is told how much it missed.
 */
final class LogSink implements FollowSink<LogChunk> {
    /** Text of one message, in characters. */
    static final int PIECE_CHARACTERS = 32 * 1024;

    /** What may wait for one client, in bytes, before text is left out. */
    static final int MAX_WAITING_BYTES = 256 * 1024;

    private final Link link;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Runnable wake = () -> {};
    private boolean open = true;
    private boolean full;
    private boolean woken;
    private long seq;
    private long lost;

    /**
     * For an open link.
     *
     * @param patience how long a client that takes nothing holds up its follower, once each time
     */
    LogSink(Link link, Duration patience) {
        this.link = link;
        this.patience = patience;
    }

    /** Has itself told when the client leaves. */
    void listen() {
        link.whenClosed(() -> change(() -> open = false));
    }

    @Override
    public void begin() {
        // Nothing waits yet, so that it is taken, or the link is closed.
        var unused = send("begin", JsonObject.EMPTY);
    }

    @Override
    public boolean offer(LogChunk chunk) {
        String text = chunk.text();
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            if (!deliver(new LogChunk(chunk.app(), chunk.file(), text.substring(from, to)))) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** Behind the last line end that fits, or else where no character is cut in two. */
    private static int end(String text, int from) {
        int most = from + PIECE_CHARACTERS;
        if (most >= text.length()) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', most - 1);
        if (line >= from) {
            return line + 1;
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private boolean deliver(LogChunk piece) {
        JsonObject message = JsonObject.builder()
                .put("chunks", JsonArray.of(List.of(piece), LogChunk::toJson))
                .build();
        boolean sent = tellLost() && (send("log", message) || (awaitRoom() && send("log", message)));
        if (!sent && isThere()) {
            lost += piece.text().getBytes(StandardCharsets.UTF_8).length;
            return true;
        }
        return sent;
    }

    /** Tells how much is missing once everything before it was taken; false while there is something to tell. */
    private boolean tellLost() {
        if (lost == 0) {
            return true;
        }
        JsonObject message = JsonObject.builder().put("dropped_bytes", lost).build();
        if (!send("lagged", message)) {
            return false;
        }
        lost = 0;
        return true;
    }

    private boolean send(String type, JsonObject body) {
        if (isFull()) {
            return false;
        }
        if (link.waitingBytes() <= MAX_WAITING_BYTES
                && link.send(Message.numbered(type, body).text(seq + 1))) {
            seq++;
            return true;
        }
        change(() -> full = true);
        link.whenDrained(() -> change(() -> full = false));
        return false;
    }

    /** Ends the stream for the client. */
    void end(String reason) {
        var unused = send("end", JsonObject.builder().put("reason", reason).build());
    }

    private boolean awaitRoom() {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (open && full && left > 0) {
                left = changed.awaitNanos(left);
            }
            return open && !full;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }

    private boolean isThere() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Something about the link is different: those who wait, here or in the follower, have to look. */
    private void change(Runnable change) {
        Runnable follower;
        lock.lock();
        try {
            change.run();
            changed.signalAll();
            follower = wake;
        } finally {
            lock.unlock();
        }
        follower.run();
    }

    @Override
    public boolean isOpen() {
        // Between two looks of the follower is the time to tell, also when nothing new is written.
        var unused = tellLost();
        return isThere();
    }

    @Override
    public int descriptor() {
        return NO_DESCRIPTOR;
    }

    @Override
    public void whenWaiting(Runnable wakeFollower) {
        lock.lock();
        try {
            wake = wakeFollower;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean await(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (open && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        } finally {
            lock.unlock();
        }
        return isOpen();
    }

    @Override
    public void wake() {
        change(() -> woken = true);
    }
}
