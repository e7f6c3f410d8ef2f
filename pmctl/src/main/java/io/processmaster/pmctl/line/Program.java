package io.processmaster.pmctl.line;

import io.processmaster.common.spec.MasterSpec;

/** What there is to say about the program as a whole. */
public final class Program {
    /** One sentence on it. */
    public static final String PURPOSE = "Control the apps that processmaster supervises.";

    /** Where the daemon listens unless somebody says otherwise. */
    public static final String DEFAULT_SOCKET = MasterSpec.Socket.DEFAULT_PATH;

    /** The socket path in the environment. */
    public static final String SOCKET_VARIABLE = "PMCTL_SOCK";

    private Program() {}
}
