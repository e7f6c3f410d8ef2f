package io.processmaster.daemon.adapter.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an entry of a directory is called, in the bytes of whoever made it: they need not be text. */
public final class EntryName {
    private final byte[] terminated;

    private EntryName(byte[] terminated) {
        this.terminated = terminated;
    }

    static EntryName of(byte[] bytes, int from, int to) {
        // The copy has one byte more, which is the NUL that the C library wants.
        return new EntryName(Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), to - from + 1));
    }

    byte[] terminated() {
        return terminated;
    }

    /** Whether it is {@code .} or {@code ..}. */
    boolean isDots() {
        return (terminated.length == 2 && terminated[0] == '.')
                || (terminated.length == 3 && terminated[0] == '.' && terminated[1] == '.');
    }

    /** As text, with a replacement for what is none; may hold control characters. */
    @Override
    public String toString() {
        return new String(terminated, 0, terminated.length - 1, StandardCharsets.UTF_8);
    }
}
