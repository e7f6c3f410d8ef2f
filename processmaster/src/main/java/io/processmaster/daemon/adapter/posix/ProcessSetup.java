package io.processmaster.daemon.adapter.posix;

/** What this process changes about itself once, before it has children. */
public final class ProcessSetup {
    private static final int RLIMIT_NOFILE = 7;
    private static final int SIGCHLD = 17;
    private static final long SIG_DFL = 0;

    private ProcessSetup() {}

    /** Raises the number of descriptors that may be open to the hard limit, since each app needs a few; returns it. */
    public static long raiseOpenFiles() throws PosixException {
        Struct limit = Struct.of(2 * Long.BYTES);
        Libc.checked(Libc.getrlimit(RLIMIT_NOFILE, limit.bytes()), "read the limit of open files");
        limit.putLong(0, limit.getLong(Long.BYTES));
        Libc.checked(Libc.setrlimit(RLIMIT_NOFILE, limit.bytes()), "raise the limit of open files");
        return limit.getLong(0);
    }

    /** Makes ends of children visible even if whoever started us ignored them, which a process inherits. */
    public static void keepExitsOfChildren() {
        Libc.signal(SIGCHLD, SIG_DFL);
    }
}
