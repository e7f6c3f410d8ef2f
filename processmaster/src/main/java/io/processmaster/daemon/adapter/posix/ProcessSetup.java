package io.processmaster.daemon.adapter.posix;

import jnr.ffi.Pointer;

/** What this process changes about itself once, before it has children. */
public final class ProcessSetup {
    private static final int RLIMIT_NOFILE = 7;
    private static final int SIGCHLD = 17;

    private ProcessSetup() {}

    /** Raises the number of descriptors that may be open to the hard limit, since each app needs a few; returns it. */
    public static long raiseOpenFiles() throws PosixException {
        Pointer limit = Native.memory(2 * Long.BYTES);
        Native.checked(Native.LIBC.getrlimit(RLIMIT_NOFILE, limit), "read the limit of open files");
        limit.putLong(0, limit.getLong(Long.BYTES));
        Native.checked(Native.LIBC.setrlimit(RLIMIT_NOFILE, limit), "raise the limit of open files");
        return limit.getLong(0);
    }

    /** Makes ends of children visible even if whoever started us ignored them, which a process inherits. */
    public static void keepExitsOfChildren() {
        Native.LIBC.signal(SIGCHLD, Pointer.wrap(Native.RUNTIME, 0));
    }
}
