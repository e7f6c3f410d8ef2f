package io.processmaster.daemon.port;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchRefused;
import java.util.List;

/** Makes the environment of a process; indirections are resolved afresh at each call. */
public interface EnvironmentSource {
    /**
     * PATH HOME USER LOGNAME SHELL of the identity and the declared variables, {@code NAME=VALUE} each, names unique.
     *
     * @throws LaunchRefused at stage ENVIRONMENT; the message names variable and file, never a value
     */
    List<String> environmentOf(ProcessSpec process, Identity identity) throws LaunchRefused;
}
