package io.processmaster.daemon.adapter.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Asks about directories of file systems that the kernel makes up, such as those of cgroups. */
public final class KernelDirectory {
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_NLINK = 0x4;
    private static final int LINKS_AT = 16;
    // Its own name and the dot in it; each directory below adds its two dots.
    private static final int LINKS_OF_A_LEAF = 2;

    private KernelDirectory() {}

    /**
     * Whether there is no directory in it, by its number of links: one question instead of one for each of its files.
     *
     * <p>Not for file systems of disks, some of which do not count. False when it does not exist or is none.
     */
    public static boolean isLeaf(String path) {
        byte[] status = new byte[FileCalls.STATX_BYTES];
        int answer =
                FileCalls.statx(FilePosix.AT_FDCWD, FilePosix.bytes(path), AT_SYMLINK_NOFOLLOW, STATX_NLINK, status);
        return answer == 0
                && ByteBuffer.wrap(status).order(ByteOrder.nativeOrder()).getInt(LINKS_AT) == LINKS_OF_A_LEAF;
    }
}
