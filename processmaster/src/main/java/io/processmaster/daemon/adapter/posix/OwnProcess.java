package io.processmaster.daemon.adapter.posix;

import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** What this process is, and what holds for all that it creates. */
public final class OwnProcess {
    private static final int ROOT = 0;
    private static final int NOTHING_FOR_OTHERS = 0077;

    private final POSIX posix = POSIXFactory.getPOSIX();

    /** Whether it has the rights of root. */
    public boolean isRoot() {
        return posix.geteuid() == ROOT;
    }

    /** The user whose rights it has. */
    public int user() {
        return posix.geteuid();
    }

    /** Makes whatever the daemon creates private unless its mode is set on purpose, whoever started the daemon. */
    public void keepFilesPrivate() {
        posix.umask(NOTHING_FOR_OTHERS);
    }
}
