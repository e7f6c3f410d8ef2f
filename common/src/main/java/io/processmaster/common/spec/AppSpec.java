package io.processmaster.common.spec;

import io.processmaster.common.names.AppName;
import java.util.List;
import java.util.Optional;

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
 * @param restart what happens when it ends by itself; of no meaning for a job
 * @param job when it runs, if it is a job; empty for a service
 * @param provisioning what its files have to be like before it is loaded, in this order
 */
public record AppSpec(
        AppName name,
        String sourceFile,
        boolean enabled,
        ProcessSpec process,
        StopSpec stop,
        LogSpec logs,
        ResourceSpec resources,
        RestartSpec restart,
        Optional<JobSpec> job,
        List<ProvisioningEntry> provisioning) {
    /** Copies the list. */
    public AppSpec {
        provisioning = List.copyOf(provisioning);
    }
}
