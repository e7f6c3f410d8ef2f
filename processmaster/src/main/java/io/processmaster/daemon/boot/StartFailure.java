package io.processmaster.daemon.boot;

/** The daemon cannot start; the message is all that a person needs. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
