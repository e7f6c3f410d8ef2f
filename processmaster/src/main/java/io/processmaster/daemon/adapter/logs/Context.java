package io.processmaster.daemon.adapter.logs;

import java.util.Arrays;

/** The last bytes that were read of a file, by which it is recognised. */
final class Context {
    /** How many are kept. */
    static final int MAX_BYTES = 4096;

    private byte[] bytes;

    /** Begins with these. */
    Context(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Goes on with the first {@code count} bytes of the block. */
    void add(byte[] block, int count) {
        int kept = Math.max(0, Math.min(bytes.length, MAX_BYTES - count));
        int added = Math.min(count, MAX_BYTES);
        byte[] next = Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length + added);
        System.arraycopy(block, count - added, next, kept, added);
        bytes = next;
    }

    /** The bytes, oldest first. */
    byte[] bytes() {
        return bytes.clone();
    }
}
