package io.processmaster.common.spec;

import io.processmaster.common.names.AppName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to be defined as an app, as they put it; whether it can be is found out later.
 *
 * @param name not in use yet
 * @param command program and arguments
 * @param workingDirectory path of a directory
 * @param environment values by name; never printed
 * @param user name or id
 * @param group name or id; the user's primary group when absent
 * @param autorestart whether it is started again when it ends by itself; as every service when absent
 * @param maxMemory a size with its unit; no limit when absent
 * @param schedule a cron expression, which makes it a job
 */
public record AppDraft(
        AppName name,
        List<String> command,
        String workingDirectory,
        Map<String, String> environment,
        String user,
        Optional<String> group,
        Optional<Boolean> autorestart,
        Optional<String> maxMemory,
        Optional<String> schedule) {
    /** Copies the collections. */
    public AppDraft {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    @Override
    public String toString() {
        return name + " " + command.get(0);
    }
}
