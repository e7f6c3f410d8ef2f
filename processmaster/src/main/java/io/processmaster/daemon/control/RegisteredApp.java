package io.processmaster.daemon.control;

import io.processmaster.common.api.AppStatus;
import java.util.List;
import java.util.Optional;

/**
 * One app with the number that it keeps, its state, and what its definition says.
 *
 * @param number stable over restarts of the daemon
 * @param status as {@link ControlApi#status} tells it
 * @param command program and arguments as they are defined
 * @param user name or id of whom it runs as
 * @param group name or id; empty for the user's primary group
 * @param variables the names of the declared variables; their values are told to nobody
 * @param stdout absolute path of the log of standard output
 * @param stderr the same of standard error; may be the same file
 * @param restarts whether it is started again when it ends by itself, in some way
 */
public record RegisteredApp(
        int number,
        AppStatus status,
        List<String> command,
        String user,
        Optional<String> group,
        List<String> variables,
        String stdout,
        String stderr,
        boolean restarts) {
    /** Copies the lists. */
    public RegisteredApp {
        command = List.copyOf(command);
        variables = List.copyOf(variables);
    }

    /** Its name. */
    public String name() {
        return status.application();
    }
}
