package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.core.run.RunId;
import java.util.List;

/**
 * Everything that a launch needs, resolved.
 *
 * @param id the run that the process belongs to
 * @param process identity-free settings: working directory, umask, nice, rlimits, oom_score_adj, no_new_privileges
 * @param command the argument list to execute; not always the start command
 * @param identity whom to run as
 * @param environment the whole environment, {@code NAME=VALUE} each; secrets are in the clear here, never print it
 */
public record LaunchOrder(
        RunId id, ProcessSpec process, List<String> command, Identity identity, List<String> environment) {
    /** Copies the lists. */
    public LaunchOrder {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    @Override
    public String toString() {
        return "LaunchOrder[" + id + " " + command + "]";
    }
}
