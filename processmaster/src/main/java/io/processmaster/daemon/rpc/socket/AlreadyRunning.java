package io.processmaster.daemon.rpc.socket;

import java.io.IOException;
import java.nio.file.Path;

/** Another daemon listens on the socket. */
public final class AlreadyRunning extends IOException {
    private static final long serialVersionUID = 1L;

    private final int pid;

    AlreadyRunning(Path path, int pid) {
        super("listening on " + path + ": already running (pid " + pid + ")");
        this.pid = pid;
    }

    /** The other daemon's process. */
    public int pid() {
        return pid;
    }
}
