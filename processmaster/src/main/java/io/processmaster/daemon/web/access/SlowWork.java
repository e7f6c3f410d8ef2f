package io.processmaster.daemon.web.access;

/** Where work is done that takes a processor for a while. */
interface SlowWork extends AutoCloseable {
    /** Does {@code work} when so many nanoseconds are over, on another thread; false when it was closed. */
    boolean later(Runnable work, long nanos);

    @Override
    void close();
}
