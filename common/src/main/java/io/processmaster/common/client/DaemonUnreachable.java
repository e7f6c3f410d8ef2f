package io.processmaster.common.client;

/** The daemon could not be asked; the message says what was attempted, what is wrong and what to do. */
public final class DaemonUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Reason {
        /** There is no socket at the path. */
        ABSENT,
        /** There is a socket, but nobody listens. */
        REFUSED,
        /** This user may not connect. */
        DENIED,
        /** The connection broke before the answer was complete. */
        GONE,
        /** What came back does not follow the protocol. */
        GARBLED
    }

    private final Reason reason;

    /** With a message for a person. */
    public DaemonUnreachable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What kind of trouble it is. */
    public Reason reason() {
        return reason;
    }
}
