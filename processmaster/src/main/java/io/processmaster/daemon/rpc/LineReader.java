package io.processmaster.daemon.rpc;

import io.processmaster.daemon.rpc.socket.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

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
            TOO_LONG
        }
    }

    private static final int CHUNK = 8 * 1024;

    private final Peer peer;
    private final RpcLimits limits;
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;

    LineReader(Peer peer, RpcLimits limits) {
        this.peer = peer;
        this.limits = limits;
    }

    /** Whether everything that was received has been returned. */
    boolean isDrained() {
        return start == end;
    }

    /** Waits for the next line. */
    Outcome next() throws IOException {
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
        if (start == end) {
            start = 0;
            end = 0;
            buffer = buffer.length > CHUNK ? new byte[CHUNK] : buffer;
        }
        return new Outcome.Line(line);
    }

    private int fill(long nanos) throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = peer.read(ByteBuffer.wrap(buffer, end, buffer.length - end), Duration.ofNanos(nanos));
        end += Math.max(0, count);
        return count;
    }
}
