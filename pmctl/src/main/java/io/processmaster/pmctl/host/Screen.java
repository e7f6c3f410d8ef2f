package io.processmaster.pmctl.host;

/** The terminal in front of a person, as the kernel knows it. */
public interface Screen {
    /** Whether standard output goes to a terminal. */
    boolean isTerminal();

    /** Characters in a line of the controlling terminal now; 0 when nobody knows. */
    int columns();

    /** Lines of the controlling terminal now; 0 when nobody knows. */
    int lines();
}
