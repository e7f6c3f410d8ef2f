package io.processmaster.daemon.core.app;

/** Why an app has to come up. */
public enum StartCause {
    /** A person said so; restarts counted so far are forgiven. */
    PERSON,
    /** A person said so although the app is disabled. */
    PERSON_BY_FORCE,
    /** The daemon started. */
    BOOT,
    /** Its definition is new or was enabled. */
    UPDATE;

    /** Whether a person is behind it. */
    boolean isPerson() {
        return this == PERSON || this == PERSON_BY_FORCE;
    }
}
