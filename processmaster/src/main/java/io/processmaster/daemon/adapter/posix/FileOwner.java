package io.processmaster.daemon.adapter.posix;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** Names the owner of a file for people. */
public final class FileOwner {
    private static final int ENTRY_BYTES = 64;
    private static final int BUFFER_BYTES = 16 * 1024;

    private FileOwner() {}

    /** The account's name, or the number when there is no such account. */
    public static String name(int uid) {
        Pointer entry = Memory.allocateDirect(FilePosix.RUNTIME, ENTRY_BYTES, true);
        Pointer buffer = Memory.allocateDirect(FilePosix.RUNTIME, BUFFER_BYTES);
        Pointer result = Memory.allocateDirect(FilePosix.RUNTIME, Long.BYTES, true);
        int failed = FilePosix.C.getpwuid_r(uid, entry, buffer, BUFFER_BYTES, result);
        if (failed != 0 || result.getLong(0) == 0) {
            return Integer.toUnsignedString(uid);
        }
        return entry.getPointer(0).getString(0);
    }
}
