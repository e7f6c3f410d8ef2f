package io.processmaster.common.client;

/** Closes a connection when its time is over, so that whoever waits for an answer stops waiting. */
public interface Deadline extends AutoCloseable {
    /** Whether the time was over before {@link #close} was called. */
    boolean hasPassed();

    /** The answer came in time: the connection stays open. */
    @Override
    void close();
}
