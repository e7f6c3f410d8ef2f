package io.processmaster.daemon.web.tls;

/** Certificate and key cannot be used; the message says why and what to do, for a person. */
public final class BadIdentity extends Exception {
    private static final long serialVersionUID = 1;

    BadIdentity(String message) {
        super(message);
    }
}
