package io.processmaster.daemon.adapter.files;

import java.io.IOException;

/** A path is not what it must be, and stays so until a person changes it; the message names the path and what it is. */
public final class PathRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** Carries a message that can be shown as it is. */
    public PathRefused(String message) {
        super(message);
    }
}
