package io.processmaster.daemon.adapter.posix;

/** Changes the umask of the whole test process for a while. */
public final class Umask implements AutoCloseable {
    private final int before;

    /** Sets it. */
    public Umask(int mask) {
        before = Libc.umask(mask);
    }

    @Override
    public void close() {
        Libc.umask(before);
    }
}
