package io.processmaster.daemon.core.app;

/** Why an app has to go down. */
public enum StopCause {
    /** A person said so; it stays down until a person says otherwise. */
    PERSON,
    /** Its definition says {@code enabled: false}. */
    DISABLED,
    /** Its definition is gone. */
    REMOVED,
    /** Its definition makes a job of what was a service. */
    BECAME_JOB,
    /** The daemon ends and takes the apps with it. */
    SHUTDOWN
}
