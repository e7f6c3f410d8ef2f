package io.processmaster.daemon.adapter.logs;

import java.util.Arrays;

/** The last of the bytes that pass by, up to a bound. */
final class LastBytes {
    private final int most;
    private byte[] ring = new byte[64 * 1024];
    private long total;

    LastBytes(int most) {
        this.most = most;
    }

    /** Takes the next bytes. */
    void add(byte[] bytes, int count) {
        long needed = Math.min(most, total + count);
        if (needed > ring.length) {
            // Until it is full, the oldest byte is the first.
            ring = Arrays.copyOf(ring, (int) Math.min(most, Math.max(needed, ring.length * 2L)));
        }
        for (int done = 0; done < count; ) {
            int at = (int) (total % ring.length);
            int part = Math.min(count - done, ring.length - at);
            System.arraycopy(bytes, done, ring, at, part);
            done += part;
            total += part;
        }
    }

    /** Whether more passed by than it keeps. */
    boolean isCut() {
        return total > ring.length;
    }

    /** Something that takes bytes. */
    interface Taker<E extends Exception> {
        /** Takes the first {@code count} bytes of the block. */
        void take(int count) throws E;
    }

    /** Hands on what it keeps, oldest first, in {@code block}. */
    <E extends Exception> void read(byte[] block, Taker<E> taker) throws E {
        long from = Math.max(0, total - ring.length);
        while (from < total) {
            int at = (int) (from % ring.length);
            int part = (int) Math.min(Math.min(block.length, ring.length - at), total - from);
            System.arraycopy(ring, at, block, 0, part);
            from += part;
            taker.take(part);
        }
    }
}
