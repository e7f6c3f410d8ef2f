package io.processmaster.daemon.adapter.admin;

import io.processmaster.common.units.Signal;
import io.processmaster.common.units.TimeSpan;
import io.processmaster.daemon.core.run.ExitStatus;
import io.processmaster.daemon.core.time.Moment;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells the journal about actions.
 *
 * @param events the journal
 * @param time both clocks
 */
public record AdminEvents(EventLog events, TimeSource time) {
    private static final int MOST_NAMED = 20;

    /** The present. */
    Moment now() {
        return time.now();
    }

    /** The command was executed. */
    void started(String id, int pid, String actor) {
        append(
                "admin_action_started",
                id + " started (pid " + pid + ") by " + actor,
                Map.of("id", id, "pid", Integer.toString(pid), "actor", actor));
    }

    /** The command could not be executed. */
    void failed(String id, String reason) {
        append("admin_action_failed", id + " could not be started: " + reason, Map.of("id", id));
    }

    /** The first process of an action ended; others of it may live on. */
    void ended(String id, int pid, ExitStatus status, Moment began) {
        Duration took = now().since(began);
        Map<String, String> data = new TreeMap<>();
        data.put("id", id);
        data.put("pid", Integer.toString(pid));
        data.put("took_ms", Long.toString(took.toMillis()));
        switch (status.kind()) {
            case EXITED -> data.put("code", Integer.toString(status.value()));
            case SIGNALLED -> data.put("signal", Signal.nameOf(status.value()));
            case UNKNOWN -> {}
        }
        append(
                "admin_action_ended",
                id + " ended with " + status.words() + " after " + TimeSpan.text(took) + " (pid " + pid + ")",
                data);
    }

    /** An earlier daemon started these, and they go on. */
    void found(Collection<String> ids, List<Integer> pids) {
        String processes = pids.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        String more = pids.size() > MOST_NAMED ? " and " + (pids.size() - MOST_NAMED) + " more" : "";
        String names = String.join(", ", ids);
        append(
                "admin_actions_found",
                names + " of the daemon before goes on (pid " + processes + more + ")",
                Map.of("ids", names, "pids", processes));
    }

    /** What {@link #found} told of has ended, and nobody saw how. */
    void endedUnseen(String id, int pid) {
        append(
                "admin_action_ended",
                id + " ended with " + ExitStatus.UNKNOWN.words() + ", since the daemon that started it has gone (pid "
                        + pid + ")",
                Map.of("id", id, "pid", Integer.toString(pid)));
    }

    private void append(String event, String message, Map<String, String> data) {
        events().append(time.now(), "admin", Optional.empty(), event, message, data);
    }
}
