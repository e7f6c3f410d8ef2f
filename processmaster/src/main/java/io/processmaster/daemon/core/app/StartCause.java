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
    UPDATE,
    /** Its schedule said so. */
    SCHEDULE,
    /** Its schedule said so while nobody was there to hear it. */
    CATCH_UP;

    /** Whether a person is behind it. */
    boolean isPerson() {
        return this == PERSON || this == PERSON_BY_FORCE;
    }

    /** Whether the schedule is behind it, which never starts a second run beside one in progress. */
    boolean isTick() {
        return this == SCHEDULE || this == CATCH_UP;
    }
}
