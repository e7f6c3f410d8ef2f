package io.processmaster.pmctl.command;

/** A whole terminal for a picture that is drawn again and again. */
public interface LiveScreen extends AutoCloseable {
    /** Takes the terminal. */
    void open();

    /** Begins a new picture. */
    void clear();

    /** Waits for a key, at most about a second, and tells whether it means the end, as a terminal that is gone does. */
    boolean waitForEnd();

    /** Gives the terminal back, once. */
    @Override
    void close();
}
