package io.processmaster.common.build;

import java.util.Optional;

/** Whether a client and a daemon come out of the same build. */
public final class CoBuiltCheck {
    private CoBuiltCheck() {}

    /** Why they do not, naming both builds and what to do; empty when they do. */
    public static Optional<String> mismatch(BuildInfo client, BuildInfo daemon) {
        boolean same = client.buildId().equals(daemon.buildId())
                && client.buildTime().equals(daemon.buildTime())
                && client.buildHost().equals(daemon.buildHost());
        return same
                ? Optional.empty()
                : Optional.of("talking to the daemon: the client is not co-built with it: client is " + client.words()
                        + ", daemon is " + daemon.words() + " (use the pmctl that was installed with the daemon)");
    }
}
