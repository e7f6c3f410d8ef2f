package io.processmaster.daemon.adapter.admin;

import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.port.Handle;

/** Where the output of actions goes. */
interface AdminOutput {
    /** Opens the file for standard output, for append. */
    Handle stdout(Identity root) throws LaunchRefused;

    /** Opens the file for standard error, for append. */
    Handle stderr(Identity root) throws LaunchRefused;
}
