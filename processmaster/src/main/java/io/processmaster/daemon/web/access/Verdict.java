package io.processmaster.daemon.web.access;

import io.processmaster.daemon.web.http.Visitor;
import java.time.Duration;
import java.util.Optional;

/** Whether somebody gets in. */
public sealed interface Verdict {
    /**
     * They do.
     *
     * @param visitor who it is
     * @param way how that was proven
     * @param session the id of the session; empty for the other ways
     */
    record Admitted(Visitor visitor, Way way, Optional<String> session) implements Verdict {
        /** Without the id of the session. */
        @Override
        public String toString() {
            return "Admitted[" + visitor + ", " + way + "]";
        }
    }

    /**
     * They do not.
     *
     * @param tried whether there was a name, password or token that is wrong, and not merely none
     */
    record Unknown(boolean tried) implements Verdict {}

    /**
     * Nobody looked, because too many wait; the password may be right.
     *
     * @param retryAfter when it is worth while to ask again, at least a second
     */
    record Later(Duration retryAfter) implements Verdict {}
}
