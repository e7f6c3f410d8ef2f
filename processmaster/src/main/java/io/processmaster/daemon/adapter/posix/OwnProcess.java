package io.processmaster.daemon.adapter.posix;

/** What this process is, and what holds for all that it creates. */
public final class OwnProcess {
    private static final int ROOT = 0;
    private static final int NOTHING_FOR_OTHERS = 0077;

    /** Of this process. */
    public OwnProcess() {}

    /** Whether it has the rights of root. */
    public boolean isRoot() {
        return user() == ROOT;
    }

    /** The user whose rights it has. */
    public int user() {
        return Libc.geteuid();
    }

    /** Makes whatever the daemon creates private unless its mode is set on purpose, whoever started the daemon. */
    public void keepFilesPrivate() {
        Libc.umask(NOTHING_FOR_OTHERS);
    }

    /** Gives memory that the C library keeps for later back to the host; does nothing where the library cannot do that. */
    public void giveFreeMemoryBack() {
        try {
            Libc.malloc_trim(0);
        } catch (UnsatisfiedLinkError notGlibc) {
            // Then there is nothing to give back.
            return;
        }
    }
}
