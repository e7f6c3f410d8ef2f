package io.processmaster.common.spec;

import io.processmaster.common.names.AppName;

/**
 * One app as its definition says, complete with defaults and valid once constructed.
 *
 * @param name unique on the host
 * @param sourceFile absolute path of the definition
 * @param enabled whether the daemon may start it by itself
 * @param process what to run and as whom
 * @param stop how it is asked to end
 * @param logs where its output goes
 * @param resources limits of its cgroup
 * @param restart what happens when it ends by itself
 */
public record AppSpec(
        AppName name,
        String sourceFile,
        boolean enabled,
        ProcessSpec process,
        StopSpec stop,
        LogSpec logs,
        ResourceSpec resources,
        RestartSpec restart) {}
