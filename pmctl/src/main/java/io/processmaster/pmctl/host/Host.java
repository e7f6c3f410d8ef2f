package io.processmaster.pmctl.host;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import java.util.Map;
import java.util.Optional;

/** The computer as an everyday command sees it: once by way of Java, once by way of the C library. */
public interface Host {
    /** The build of this pmctl. */
    BuildInfo build();

    /** The variables of this process. */
    Map<String, String> environment();

    /** The screen of this process. */
    Screen screen();

    /** The time zone of this process. */
    Zone zone();

    /** The zone of that name, such as {@code Europe/Berlin}, if this computer knows it. */
    Optional<Zone> zone(String name);

    /**
     * Connects to the daemon and says hello.
     *
     * @param socket path of its socket
     * @throws DaemonUnreachable when nobody can be asked
     * @throws RpcFailure when it refuses, as when it is of another build
     */
    DaemonClient connect(String socket) throws DaemonUnreachable, RpcFailure;

    /** From now on, and until the answer is released, a signal such as that of Ctrl-C ends pmctl with 0. */
    CalmEnd endCalmly(Runnable last);

    /** The time in which a signal ends pmctl with 0. */
    interface CalmEnd {
        /** From here on a signal ends the program as it usually does. */
        void release();
    }
}
