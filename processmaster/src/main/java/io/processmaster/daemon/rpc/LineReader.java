package io.processmaster.daemon.rpc;

import io.processmaster.daemon.rpc.socket.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** Cuts what a client sends into lines, bounded in length and time. */
final class LineReader {
    /** What came of waiting for a line. */
    sealed interface Outcome {
        /** A whole line without its end. */
        @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
        record Line(byte[] bytes) implements Outcome {}

        /** No line; why. */
        enum Nothing implements Outcome {
            /** The client hung up; half a line does not count. */
            END,
            /** The client said nothing for too long. */
            IDLE,
            /** The client began a line and did not finish it in time. */
            HALF_LINE,
            /** The line is longer than allowed. */
            TOO_LONG,
            /** The line is long, and other clients send as many long lines as memory is set aside for. */
            CROWDED
        }
    }

    private final Peer peer;
    private final RpcLimits limits;
    private final Semaphore longLines;
    private byte[] buffer = new byte[RpcLimits.SHORT_LINE_BYTES];
    private int start;
    private int end;
    private boolean isLong;

    LineReader(Peer peer, RpcLimits limits, Semaphore longLines) {
        this.peer = peer;
        this.limits = limits;
        this.longLines = longLines;
    }

    /** Whether everything that was received has been returned. */
    boolean isDrained() {
        return start == end;
    }

    /** Waits for the next line; the one before has been served. */
    Outcome next() throws IOException {
        release();
        int searched = start;
        boolean begun = start < end;
        long deadline = deadlineAfter(begun ? limits.halfLine() : limits.idle());
        while (true) {
            int newline = newlineFrom(searched);
            if (newline >= 0) {
                return newline - start > limits.requestBytes() ? Outcome.Nothing.TOO_LONG : take(newline);
            }
            if (end - start > limits.requestBytes()) {
                return Outcome.Nothing.TOO_LONG;
            }
            if (!hasRoom()) {
                return Outcome.Nothing.CROWDED;
            }
            int length = end - start;
            int count = fill(deadline - System.nanoTime());
            searched = start + length;
            if (count < 0) {
                return Outcome.Nothing.END;
            }
            if (count > 0 && !begun) {
                begun = true;
                deadline = deadlineAfter(limits.halfLine());
            }
            if (count == 0 && deadline - System.nanoTime() <= 0) {
                return begun ? Outcome.Nothing.HALF_LINE : Outcome.Nothing.IDLE;
            }
        }
    }

    private static long deadlineAfter(Duration span) {
        return System.nanoTime() + span.toNanos();
    }

    private int newlineFrom(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Outcome take(int newline) {
        byte[] line = Arrays.copyOfRange(buffer, start, newline);
        start = newline + 1;
        return new Outcome.Line(line);
    }

    // Room for one more byte at least; beyond a short line it comes out of what all clients share.
    private boolean hasRoom() {
        if (end - start < buffer.length) {
            return true;
        }
        if (!isLong && !longLines.tryAcquire()) {
            return false;
        }
        isLong = true;
        buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, limits.requestBytes() + 2));
        return true;
    }

    /** Gives back what a long line took, unless much has been received behind it. */
    void release() {
        if (isLong && end - start <= RpcLimits.SHORT_LINE_BYTES) {
            buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, start, end), RpcLimits.SHORT_LINE_BYTES);
            end -= start;
            start = 0;
            isLong = false;
            longLines.release();
        }
    }

    /** Gives everything back. */
    void close() {
        if (isLong) {
            isLong = false;
            longLines.release();
        }
    }

    private int fill(long nanos) throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int count = peer.read(ByteBuffer.wrap(buffer, end, buffer.length - end), Duration.ofNanos(nanos));
        end += Math.max(0, count);
        return count;
    }
}
