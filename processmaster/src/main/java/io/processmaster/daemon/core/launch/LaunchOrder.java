package io.processmaster.daemon.core.launch;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.core.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a launch needs, resolved.
 *
 * @param run the run that the process belongs to; empty for what belongs to no app
 * @param commandKey what the configuration calls the command, for messages: {@code start_command}
 * @param process identity-free settings: working directory, umask, nice, rlimits, oom_score_adj, no_new_privileges
 * @param command the argument list to execute; not always the start command
 * @param identity whom to run as
 * @param environment the whole environment, {@code NAME=VALUE} each; secrets are in the clear here, never print it
 */
public record LaunchOrder(
        Optional<RunId> run,
        String commandKey,
        ProcessSpec process,
        List<String> command,
        Identity identity,
        List<String> environment) {
    /** Copies the lists. */
    public LaunchOrder {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    /** For a run: what is not its start command is its stop command. */
    public LaunchOrder(
            RunId id, ProcessSpec process, List<String> command, Identity identity, List<String> environment) {
        this(
                Optional.of(id),
                command.equals(process.startCommand()) ? "start_command" : "stop_command",
                process,
                command,
                identity,
                environment);
    }

    /** The run that the process belongs to. */
    public RunId id() {
        return run.orElseThrow();
    }

    @Override
    public String toString() {
        return "LaunchOrder[" + run.map(RunId::toString).orElse(commandKey) + " " + command + "]";
    }
}
