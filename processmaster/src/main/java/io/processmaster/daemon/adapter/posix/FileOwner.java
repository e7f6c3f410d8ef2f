package io.processmaster.daemon.adapter.posix;

/** Names the owner of a file for people. */
public final class FileOwner {
    private static final int ENTRY_BYTES = 64;
    private static final int BUFFER_BYTES = 16 * 1024;

    private FileOwner() {}

    /** The account's name, or the number when there is no such account. */
    public static String name(int uid) {
        Memory entry = Memory.of(ENTRY_BYTES);
        Memory buffer = Memory.of(BUFFER_BYTES);
        Memory result = Memory.of(Long.BYTES);
        int failed = Libc.getpwuid_r(uid, entry, buffer, result);
        if (failed != 0 || result.getLong(0) == 0) {
            return Integer.toUnsignedString(uid);
        }
        String name = Memory.textAt(entry.getLong(0), BUFFER_BYTES);
        Memory.keep(buffer);
        return name;
    }
}
