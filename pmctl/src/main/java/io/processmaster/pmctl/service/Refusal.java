package io.processmaster.pmctl.service;

/** Why nothing, or no more, is done; the message is for a person. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
