package io.processmaster.daemon.adapter.files;

/** What is done with symbolic links below a trusted directory. */
public enum Links {
    /** None is followed. */
    REFUSED,
    /** They are followed as long as they stay below the directory; an absolute one never does. */
    BENEATH
}
