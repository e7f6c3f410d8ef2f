package io.processmaster.daemon.web.http;

/** A request that could mean several things, or none; the message tells what is wrong with it. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    /** One of that fault, to be read after "it has". */
    public Malformed(String message) {
        super(message, null, false, false);
    }
}
