package io.processmaster.daemon.port;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchRefused;

/** Users and groups of the host. */
public interface Accounts {
    /**
     * Whom the process runs as, with all supplementary groups.
     *
     * @throws LaunchRefused at stage USER, permanent: {@code process.user web: no such user}
     */
    Identity identityOf(ProcessSpec process) throws LaunchRefused;
}
