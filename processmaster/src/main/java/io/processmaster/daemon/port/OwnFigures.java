package io.processmaster.daemon.port;

/** What the daemon itself takes of the host; any thread may call. */
public interface OwnFigures {
    /** Now. */
    Reading read();

    /**
     * One look.
     *
     * @param heapBytes Java heap in use
     * @param heapMaxBytes the most that it may grow to
     * @param threads live threads
     * @param descriptors open descriptors; 0 when the host does not say
     */
    record Reading(long heapBytes, long heapMaxBytes, int threads, long descriptors) {}
}
