package io.processmaster.daemon.adapter.rotation;

import io.processmaster.daemon.adapter.files.HeldDirectory;
import io.processmaster.daemon.adapter.posix.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The locks under which names of rotated files change; a few for all logs, each log always having the same. */
final class Naming {
    private static final int LOCKS = 64;

    private final List<Object> locks = new ArrayList<>();

    Naming() {
        for (int i = 0; i < LOCKS; i++) {
            locks.add(new Object());
        }
    }

    /** The lock of a log. */
    Object of(HeldDirectory directory, Site site) throws IOException {
        return locks.get(Math.floorMod(key(directory, site).hashCode(), LOCKS));
    }

    /** Tells a log from every other one, by whatever path an app reaches it. */
    static String key(HeldDirectory directory, Site site) throws IOException {
        FileStatus status = directory.status();
        return status.device() + ":" + status.inode() + "/" + site.name();
    }
}
