package io.processmaster.daemon.core.app;

/** Why an app has to go down. */
public enum StopCause {
    /** A person said so; it stays down until a person says otherwise. */
    PERSON,
    /** Its definition says {@code enabled: false}. */
    DISABLED,
    /** Its definition is gone. */
    REMOVED,
    /** The daemon ends and takes the apps with it. */
    SHUTDOWN
}
