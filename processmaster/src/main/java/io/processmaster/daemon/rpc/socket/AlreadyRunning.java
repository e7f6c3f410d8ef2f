package io.processmaster.daemon.rpc.socket;

import java.io.IOException;
import java.nio.file.Path;

/** Another daemon listens on the socket. */
public final class AlreadyRunning extends IOException {
    private static final long serialVersionUID = 1L;

    /** Stands for a process that could not be asked. */
    public static final int UNKNOWN = 0;

    private final int pid;

    /** One that has no room for one more client who waits, and so cannot be asked who it is. */
    AlreadyRunning(Path path) {
        super("listening on " + path + ": already running (it has too many clients to answer)");
        this.pid = UNKNOWN;
    }

    AlreadyRunning(Path path, int pid) {
        super("listening on " + path + ": already running (pid " + pid + ")");
        this.pid = pid;
    }

    /** The other daemon's process, or {@link #UNKNOWN}. */
    public int pid() {
        return pid;
    }
}
