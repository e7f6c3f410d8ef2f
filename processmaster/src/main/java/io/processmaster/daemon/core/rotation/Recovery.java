package io.processmaster.daemon.core.rotation;

import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of the copy of a log whose rotation was cut short. */
public enum Recovery {
    /** The log was truncated: the copy is all there is of these bytes. */
    KEEP,
    /** The log still has them: the copy would double them. */
    DISCARD,
    /** The log is at least as long as the copy: only its content can tell. */
    COMPARE;

    /** What somebody who knew wrote down. */
    public enum Mark {
        /** The log was truncated. */
        TRUNCATED,
        /** The log was not truncated. */
        KEPT
    }

    /**
     * Decides.
     *
     * @param mark the first one that was written down; it is made before the app can write again, and so is exact
     * @param copy size of the copy
     * @param log size of the log; empty when that very file is not there any more
     */
    public static Recovery of(Optional<Mark> mark, long copy, OptionalLong log) {
        if (copy == 0) {
            return DISCARD;
        }
        if (mark.isPresent()) {
            return mark.get() == Mark.TRUNCATED ? KEEP : DISCARD;
        }
        // Without a mark the app was not thawed by us; a log that is shorter than its copy lost what the copy has.
        return log.isEmpty() || log.getAsLong() < copy ? KEEP : COMPARE;
    }
}
