package io.processmaster.daemon.adapter.posix;

import jnr.ffi.LibraryLoader;

/** Changes the umask of the whole test process for a while. */
public final class Umask implements AutoCloseable {
    /** The C library's call. */
    public interface Calls {
        /** See umask(2). */
        int umask(int mask);
    }

    private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

    private final int before;

    /** Sets it. */
    public Umask(int mask) {
        before = CALLS.umask(mask);
    }

    @Override
    public void close() {
        CALLS.umask(before);
    }
}
