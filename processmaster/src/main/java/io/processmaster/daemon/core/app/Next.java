package io.processmaster.daemon.core.app;

/** What follows once a run that was told to end has ended. */
public enum Next {
    /** It stays down. */
    REST,
    /** A new run starts. */
    START
}
