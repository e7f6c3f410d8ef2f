package io.processmaster.daemon.adapter.environment;

/** A variable cannot be set; the message says why and never holds any content. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private BadValue(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    /** It stays so until a person changes something. */
    static BadValue permanent(String message) {
        return new BadValue(message, true);
    }

    /** It may pass. */
    static BadValue passing(String message) {
        return new BadValue(message, false);
    }

    /** Whether trying again is useless. */
    boolean isPermanent() {
        return permanent;
    }
}
