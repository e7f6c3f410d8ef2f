package io.processmaster.daemon.control;

import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asked for what, in the journal.
 *
 * <p>Written before anything is done, so that who asked is known also when the daemon does not survive it.
 */
record Audit(EventLog events, TimeSource time) {
    void requested(Actor actor, String what, List<String> names) {
        String message = what + (names.isEmpty() ? "" : " " + String.join(" ", names)) + " by " + actor.name();
        events().append(
                        time.now(),
                        "audit",
                        Optional.empty(),
                        "requested",
                        message,
                        Map.of("actor", actor.name(), "method", what));
    }
}
