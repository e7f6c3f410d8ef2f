package io.processmaster.daemon.port;

import io.processmaster.daemon.core.launch.LaunchOrder;
import io.processmaster.daemon.core.launch.LaunchRefused;

/** Starts a process inside a cgroup before its first instruction, as another user, in a session of its own. */
public interface Launcher {
    /**
     * Returns once the program itself has been executed.
     *
     * @param order what to start
     * @param entrance from {@link CgroupTree#entrance}; stays open and owned by the caller
     * @param stdout open for append; stays owned by the caller
     * @param stderr open for append; stays owned by the caller
     * @throws LaunchRefused with the stage and the reason; nothing runs then
     */
    ProcessRef launch(LaunchOrder order, Handle entrance, Handle stdout, Handle stderr) throws LaunchRefused;
}
