package io.processmaster.dist.chaos;

/** A promise of the daemon was broken. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }
}
